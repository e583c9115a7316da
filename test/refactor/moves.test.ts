/** Moves in plans where few names stand for many things: every name that meant something goes on meaning it. */
import assert from 'node:assert/strict';
import { URI } from 'langium';
import { createAnalyzer } from '../../language/analysis.ts';
import type { Activity, Plan, Ref } from '../../language/plan/model.ts';
import { createProgramServices } from '../../language/program-services.ts';
import { refactoringsAt } from '../../language/refactor/registry.ts';
import { seeded } from '../bench/measure.ts';
import { analyseFiles } from '../support/analyse.ts';
import { readInstant } from '../../language/plan/dates.ts';

const today = readInstant('2026-01-12')!.at;

/** Workstreams in workstreams and tasks in tasks, with links by paths of any length, most of which lead somewhere. */
function clashingPlan(random: () => number): string {
  let titles = 0;
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)]!;
  const path = (): string => pick(['', 'u.', 'v.', 'a.', 'p.', 'p.u.', 'p.a.', 'u.v.', 'a.a.', 'v.a.']) + pick(['a', 'b', 'c', 'd']);
  const task = (indent: string): string => {
    const inner = random() < 0.2 ? `${indent}  task ${pick(['a', 'b', 'c', 'd'])} "T${++titles}" { after ${path()} }\n` : '';
    return `${indent}task ${pick(['a', 'b', 'c', 'd'])} "T${++titles}" {\n${indent}  after ${path()}, ${path()}\n${inner}${indent}}\n`;
  };
  const stream = (indent: string, depth: number): string => {
    const inner = Array.from({ length: 1 + Math.floor(random() * 3) }, () => (depth > 0 && random() < 0.3 ? stream(`${indent}  `, depth - 1) : task(`${indent}  `)));
    return `${indent}workstream ${pick(['u', 'v', 'a'])} "T${++titles}" {\n${inner.join('')}${indent}}\n`;
  };
  return `program p "P" {\n${Array.from({ length: 4 }, () => (random() < 0.7 ? stream('  ', 1) : task('  '))).join('')}  issue i "I" { blocks ${path()}, ${path()} }\n}\n`;
}

/** By the title of who says so, the titles of what its names mean; null for a name that means nothing. */
function meanings(plan: Plan): Map<string, readonly (string | null)[]> {
  const titleOf = ({ key }: Ref): string | null => plan.byKey.get(key ?? '')?.title?.value ?? null;
  const holders: readonly { readonly title: Activity['title']; readonly refs: readonly Ref[] }[] = [
    ...plan.activities.map(({ title, after }) => ({ title, refs: after.map(({ from }) => from) })),
    ...plan.issues.map(({ title, blocks }) => ({ title, refs: blocks })),
  ];
  return new Map(holders.map(({ title, refs }) => [title?.value ?? '', refs.map(titleOf)]));
}

describe('Moving an activity', function () {
  this.timeout(60_000);
  it('changes the meaning of no name', async () => {
    const services = createProgramServices();
    const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
    let moves = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const text = clashingPlan(seeded(seed));
      const document = LangiumDocumentFactory.fromString(text, URI.parse(`file:///workspace/${seed}.program`));
      LangiumDocuments.addDocument(document);
      await DocumentBuilder.build([document], { validation: false });
      const { plan, schedule, findings } = createAnalyzer(services).analyse({ today });
      const uri = document.uri.toString();
      const offers = findings.some(({ code }) => code === 'duplicate-name') ? [] : plan.activities.flatMap(({ nameSpan }) =>
        refactoringsAt({ uri, start: nameSpan.start, end: nameSpan.end }, { plan, schedule, text: () => text, documents: () => [document] }).filter(({ kind }) => kind === 'move'));
      for (const offer of offers) {
        const change = offer.change();
        if (!change) continue;
        moves++;
        const moved = [...change.edits].sort((a, b) => b.span.start - a.span.start)
          .reduce((whole, { span, newText }) => whole.slice(0, span.start) + newText + whole.slice(span.end), text);
        const after = await analyseFiles([{ path: '/plan.program', text: moved }], { today });
        const what = `seed ${seed}: ${offer.title}\n${text}\n=>\n${moved}`;
        assert.deepEqual(after.findings.filter(({ code }) => code === 'syntax' || code === 'duplicate-name'), [], what);
        const now = meanings(after.plan);
        for (const [title, meant] of meanings(plan)) for (const [at, target] of meant.entries()) if (target !== null) assert.equal(now.get(title)?.[at], target, what);
      }
      await DocumentBuilder.update([], [document.uri]);
    }
    assert.ok(moves > 80, `${moves} moves`);
  });
});
