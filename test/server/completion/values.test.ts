/** Dates, lengths of time and words: what is meant most often, and nothing that cannot be meant. */
import assert from 'node:assert/strict';
import { check, complete, program } from '../../support/completion.ts';

/** Labels with their descriptions, in order. */
async function dates(source: string): Promise<string[]> {
  const items = (await complete(source)).filter(item => /^\d{4}-/.test(item.label));
  return items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1)).map(({ label, labelDetails }) => `${label} ${labelDetails?.description}`);
}

/** A plan whose status date is a Saturday. */
const saturday = (inside: string): string => program(inside).replace('as of 2026-03-20', 'as of 2026-03-21');

describe('Completion of values', () => {
  it('says the weekday of a date and what it is', async () => {
    const [first] = await dates(program('task x { estimate 5d\n done <|> }'));
    assert.equal(first, '2026-03-20 Fri, forecast start');
  });
  it('offers the next working day to start on, and a Saturday only for what happened', async () => {
    const starts = await dates(saturday('task x { start not before <|> }'));
    assert.ok(starts.some(one => one === '2026-03-23 Mon, forecast start'), starts.join('; '));
    assert.ok(!starts.some(one => one.includes(' Sat') || one.includes(' Sun')), starts.join('; '));
    assert.ok((await dates(saturday('task x { estimate 5d\n started <|> }'))).includes('2026-03-21 Sat, status date'));
  });
  it('minds the calendar around', async () => {
    const source = program('task x { calendar us-2026\n start not before <|> }').replace('{ week mon-fri }', '{ week mon-fri 09:00-17:00\n holidays 2026-03-23 }').replace('as of 2026-03-20', 'as of 2026-03-21');
    const starts = await dates(source);
    assert.ok(starts.some(one => one.startsWith('2026-03-24 Tue')) && !starts.some(one => one.startsWith('2026-03-23')), starts.join('; '));
  });
  it('offers the day after a predecessor to start, and its finish as a limit', async () => {
    const [first] = await dates(program('task x { after api.contracts\n not before <|> }'));
    assert.match(first ?? '', /^\S+ \w{3}, after api\.contracts$/);
    assert.ok((await dates(program('milestone x { after api.contracts\n by <|> }'))).some(one => one.endsWith('forecast finish')));
  });
  it('offers ends of months and quarters for what is due, none for what happened', async () => {
    const due = await dates(program('action x "X" { owner ana\n due <|> }'));
    assert.ok(due.includes('2026-03-31 Tue, end of March') && due.includes('2026-04-30 Thu, end of April') && due.includes('2026-06-30 Tue, end of Q2'), due.join('; '));
    assert.ok(!(await dates(program('risk x "X" { raised <|> }'))).some(one => one.includes('end of')));
  });
  it('offers what a contract asks for, on both sides of it', async () => {
    const contract = (inside: string): string => `dependency d "D" { from api.extract\n to identity.tokens\n ${inside} }`;
    assert.match((await dates(program(contract('needed by <|>'))))[0] ?? '', /start of identity\.tokens$/);
    assert.match((await dates(program(contract('needed by 2026-06-03\n promised <|>'))))[0] ?? '', /^2026-06-03 Wed, needed by$/);
    const supplier = program(contract('needed by 2026-06-03')).replace('{ estimate 5d  after contracts }', '{ estimate 5d  after contracts\n by <|> }');
    assert.equal((await dates(supplier))[0], '2026-06-03 Wed, needed by, d');
  });
  it('finds a date by its digits, its weekday and what it is', async () => {
    await check(program('milestone x { by 2026-04<|> }'), '2026-04-01; 2026-04-30; !2026-03-31');
    assert.deepEqual((await dates(program('milestone x { by 2026-05-1<|> }'))).map(one => one.slice(0, 14)).slice(0, 3), ['2026-05-11 Mon', '2026-05-12 Tue', '2026-05-13 Wed']);
    await check(program('milestone x { by tue<|> }'), '2026-03-31; !2026-03-20');
    await check(program('milestone x { by tod<|> }'), '2026-01-05; !2026-03-31');
    await check(program('milestone x { by 2026-13<|> }'), '!2026-13-01');
  });
  it('offers lengths of what is typed', async () => {
    await check(program('task x { estimate 8<|> }'), '8d; 8h; 8w; 5d..8d..13d');
    await check(program('task x { estimate 4d..<|> }'), '4d..6d..10d');
    await check(program('task x { estimate 4d..6d..<|> }'), '4d..6d..10d');
    await check(program('release r { cutover { step s { takes 2<|> } } }'), '2min; 2h; !2d');
    await check(program('task x { after api.extract + 2<|> }'), '2d; !2d..3d..5d');
  });
  it('offers the words that the plan is checked against', async () => {
    await check(program('issue i { severity <|> }'), 'low; critical');
    await check('policy p {\n  estimates <|>\n}', 'pert; triangular; !required');
    await check('policy p {\n  evidence <|>\n}', 'required; optional; !pert');
    await check(program('report 2026-03-20 { health <|> }'), 'green; amber; red; grey');
    await check(program('report 2026-03-20 { confidence <|> }'), '75%; !green');
  });
});
