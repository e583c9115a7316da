/** Refactorings that say the same in other words, tried at every link and estimate of generated plans: no date changes. */
import assert from 'node:assert/strict';
import { URI } from 'langium';
import { createAnalyzer } from '../../language/analysis.ts';
import type { Analysis } from '../../language/analysis.ts';
import { createProgramServices } from '../../language/program-services.ts';
import { refactoringsAt } from '../../language/refactor/registry.ts';
import { generatePlan } from '../bench/generate.ts';
import { analyseFiles } from '../support/analyse.ts';
import { readInstant } from '../../language/plan/dates.ts';

const today = readInstant('2026-01-12')!.at;
const sameDates = /^(?:link-to-contract|lag-to-task|split-task|estimate-)/;

function datesOf({ schedule }: Analysis): Map<string, string> {
  const leaves = Array.from({ length: schedule.size }, (_, index) => schedule.at(index)).filter(({ activity }) => !activity.summary);
  return new Map(leaves.map(({ activity, start, finish }) => [activity.id, `${start} ${finish}`]));
}

describe('Refactorings of links and estimates', function () {
  this.timeout(60_000);
  for (const [name, calendar] of [['on the usual calendar', ''], ['on an odd calendar', 'calendar odd { week mon-thu 08:00-12:00, 13:00-18:00  week fri 08:00-12:00  holidays 2026-01-19 }\n']] as const) {
    it(`change no date ${name}`, async () => {
      const generated = generatePlan(30, { seed: 5 })[0]!.text;
      const text = calendar === '' ? generated : calendar + generated.replace(/(program [^\n]*\n)/, '$1  calendar odd\n');
      const services = createProgramServices();
      const document = services.shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse('file:///workspace/plan.program'));
      services.shared.workspace.LangiumDocuments.addDocument(document);
      await services.shared.workspace.DocumentBuilder.build([document], { validation: false });
      const analysis = createAnalyzer(services).analyse({ today });
      const { plan, schedule } = analysis;
      const before = datesOf(analysis);
      const taken = new Set<string>();
      for (const activity of plan.activities) {
        for (const { start } of [activity.nameSpan, ...activity.after.map(({ span }) => span)]) {
          for (const refactoring of refactoringsAt({ uri: activity.uri, start, end: start }, { plan, schedule, text: () => text, documents: () => [document] })) {
            if (!sameDates.test(refactoring.id)) continue;
            taken.add(refactoring.id);
            const edits = [...refactoring.change()!.edits].sort((a, b) => b.span.start - a.span.start);
            const changed = edits.reduce((whole, { span, newText }) => whole.slice(0, span.start) + newText + whole.slice(span.end), text);
            const after = datesOf(await analyseFiles([{ path: '/plan.program', text: changed }], { today }));
            for (const [id, dates] of before) if (refactoring.id !== 'split-task' || id !== activity.id) assert.equal(after.get(id), dates, `${id} after ${refactoring.title} at ${activity.id}`);
          }
        }
      }
      assert.equal(taken.size, 5, [...taken].join(', '));
    });
  }
});
