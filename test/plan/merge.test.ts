import assert from 'node:assert/strict';
import { merge } from '../../language/plan/merge.ts';
import type { DocumentPlan } from '../../language/plan/model.ts';
import { date, element, part, program, span, task, text } from './elements.ts';

const noon = Date.UTC(2026, 6, 1, 12, 0) / 60_000;

function keys(plan: { activities: readonly { key: string }[] }) {
  return plan.activities.map(activity => activity.key);
}

describe('merge', () => {
  it('joins a program with what its parts add to it, the declaration first', () => {
    const { plan, issues } = merge([
      part('b.program', { programs: [program('atlas', 'b.program', { start: date(10), charter: [{ word: 'goal', text: text('g'), span }] })] }),
      part('a.program', { programs: [program('atlas', 'a.program', { declared: false, currency: text('EUR'), charter: [{ word: 'problem', text: text('p'), span }] })] }),
    ]);
    assert.equal(plan.programs.length, 1);
    const [atlas] = plan.programs;
    assert.equal(atlas!.uri, 'b.program');
    assert.equal(atlas!.declared, true);
    assert.equal(atlas!.start!.at, 10);
    assert.deepEqual(atlas!.currency, { value: 'EUR', span: { ...span, uri: 'a.program' } });
    assert.deepEqual(atlas!.charter.map(line => [line.word, line.span.uri]), [['goal', undefined], ['problem', 'a.program']]);
    assert.deepEqual(issues, []);
    assert.equal(plan.byKey.get('program:atlas'), atlas);
  });

  it('says where a part repeats what the program says once', () => {
    const { plan, issues } = merge([
      part('a.program', { programs: [program('atlas', 'a.program', { start: date(10) })] }),
      part('b.program', { programs: [program('atlas', 'b.program', { declared: false, start: date(20) })] }),
    ]);
    assert.equal(plan.programs[0]!.start!.at, 10);
    assert.deepEqual(issues.map(issue => [issue.code, issue.uri, issue.related[0]!.place.uri]), [['duplicate-property', 'b.program', 'a.program']]);
  });

  it('keeps a program that only its parts mention', () => {
    const { plan } = merge([part('a.program', { programs: [program('atlas', 'a.program', { declared: false })], activities: [task('atlas.x', 'a.program')] })]);
    assert.equal(plan.programs[0]!.declared, false);
    assert.equal(plan.byKey.get(plan.activities[0]!.parent!), plan.programs[0]);
  });

  it('gives a key that another document has a number, and its children the new parent', () => {
    const { plan } = merge([
      part('a.program', { activities: [{ ...task('atlas.api', 'a.program'), kind: 'workstream', key: 'workstream:atlas.api' }, task('atlas.api.x', 'a.program')] }),
      part('b.program', { activities: [{ ...task('atlas.api', 'b.program'), kind: 'workstream', key: 'workstream:atlas.api' }, task('atlas.api.x', 'b.program'), task('atlas.api.y', 'b.program')] }),
      part('c.program', { activities: [{ ...task('atlas.api', 'c.program'), kind: 'workstream', key: 'workstream:atlas.api' }] }),
    ]);
    assert.deepEqual(keys(plan), [
      'workstream:atlas.api', 'task:atlas.api.x', 'workstream:atlas.api#2', 'task:atlas.api.x#2', 'task:atlas.api.y', 'workstream:atlas.api#3',
    ]);
    assert.equal(plan.activities[4]!.parent, 'workstream:atlas.api#2');
    for (const [index, activity] of plan.activities.entries()) {
      assert.equal(plan.byKey.get(activity.key), activity);
      assert.equal(plan.activityIndex.get(activity.key), index);
    }
  });

  it('does not depend on the order of the documents', () => {
    const documents = [
      part('a.program', { programs: [program('atlas', 'a.program')], activities: [task('atlas.x', 'a.program')] }),
      part('b.program', { programs: [program('atlas', 'b.program', { declared: false, start: date(1) })], activities: [task('atlas.x', 'b.program')] }),
      part('c.program', { programs: [program('atlas', 'c.program', { declared: false, start: date(2) })], activities: [task('atlas.y', 'c.program')] }),
    ];
    const forward = merge(documents);
    const backward = merge([documents[1]!, documents[2]!, documents[0]!]);
    assert.deepEqual(backward, forward);
    assert.deepEqual([...backward.plan.byKey.keys()], [...forward.plan.byKey.keys()]);
  });

  it('keeps the objects of a document that needs no change', () => {
    const x = task('atlas.x', 'a.program');
    assert.equal(merge([part('a.program', { activities: [x] })]).plan.activities[0], x);
  });

  it('gives an empty workspace an empty plan', () => {
    const { plan, issues } = merge([]);
    assert.deepEqual([plan.programs, plan.activities, plan.uris, issues], [[], [], [], []]);
  });
});

describe('merge turns instants with an offset into the wall time of their program', () => {
  const zoned = (timezone: string | null): DocumentPlan => part('a.program', {
    programs: [program('atlas', 'a.program', { timezone: timezone === null ? null : text(timezone) })],
    activities: [task('atlas.x', 'a.program', { started: date(noon, 120) }), task('atlas.y', 'a.program', { started: date(noon) })],
  }, ['task:atlas.x']);

  it('by the rules of its time zone', () => {
    // 12:00+02:00 is 10:00 UTC; in July New York is four hours behind UTC.
    const { plan, issues } = merge([zoned('America/New_York')]);
    assert.deepEqual(plan.activities[0]!.started, { at: noon - 6 * 60, day: false, span });
    assert.equal(plan.activities[1]!.started!.at, noon);
    assert.deepEqual(issues, []);
    assert.equal(plan.byKey.get('task:atlas.x'), plan.activities[0]);
  });

  it('keeping the object from one merge to the next', () => {
    const document = zoned('Europe/Paris');
    assert.equal(merge([document]).plan.activities[0], merge([document]).plan.activities[0]);
  });

  it('leaves the offset off where there is no time zone, with one information', () => {
    const { plan, issues } = merge([zoned(null)]);
    assert.deepEqual(plan.activities[0]!.started, { at: noon, day: false, span });
    assert.deepEqual(issues.map(issue => [issue.code, issue.severity]), [['offset-without-timezone', 'information']]);
  });

  it('also in another document than the one that names the time zone', () => {
    const { plan } = merge([
      part('z.program', { programs: [program('atlas', 'z.program', { timezone: text('Europe/Paris') })] }),
      part('a.program', { programs: [program('atlas', 'a.program', { declared: false })], activities: [task('atlas.x', 'a.program', { started: date(noon, 0) })] }, ['task:atlas.x']),
    ]);
    assert.equal(plan.activities[0]!.started!.at, noon + 120);
  });

  it('and what stands outside every program has no zone', () => {
    const holiday = { from: date(noon, 60), to: date(noon, 60), span };
    const calendar = { ...element('calendar', 'c', 'a.program'), base: null, week: [], works: [], holidays: [holiday], freezes: [], dayLength: null, weekLength: null };
    const { plan, issues } = merge([part('a.program', { calendars: [calendar] }, ['calendar:c'])]);
    assert.equal(plan.calendars[0]!.holidays[0]!.from.utcOffset, undefined);
    assert.equal(issues.length, 1);
  });
});
