/** What-if lines. */
import type * as ast from '../../syntax/generated/ast.ts';
import type { Ref } from '../model.ts';
import type { Scenario, ScenarioLine } from '../records.ts';
import type { Lowering, Within } from './context.ts';
import { elementOf } from './common.ts';
import { refOf, refsOf } from './references.ts';
import { spanOf } from './spans.ts';
import { count, date, duration, estimate } from './values.ts';

export function lowerScenario(context: Lowering, node: ast.Scenario, within: Within): Scenario {
  const scenario: Scenario = {
    ...elementOf(context, node, 'scenario', within),
    lines: node.members.flatMap(line => linesOf(context, line)),
  };
  context.lists.scenarios.push(scenario);
  return scenario;
}

/** One line for each target that is named. */
function linesOf(context: Lowering, line: ast.ScenarioMember): ScenarioLine[] {
  switch (line.$type) {
    case 'ScenarioLine': {
      const values = {
        duration: line.word === 'slip' ? duration(line, 'value', line.value)?.value ?? null : null,
        estimate: line.word === 'estimate' ? estimate(line, 'value', line.value) : null,
        date: line.word === 'move' ? date(context, line, 'value', line.value) : null,
      };
      return refsOf(line.activities).map(target => ({ ...empty(line), ...values, target }));
    }
    case 'ScenarioCapacity':
      return [{
        ...empty(line), target: refOf(line.team), amount: count(line, 'value', line.value)?.value ?? null,
        date: date(context, line, 'since', line.since),
      }];
    case 'ScenarioRisk': return refsOf(line.risks).map(target => ({ ...empty(line), target }));
    case 'ScenarioLink': {
      const after: Ref | null = refOf(line.after?.activity);
      return [{ ...empty(line), target: refOf(line.activity), after }];
    }
    default: return [];
  }
}

function empty(line: Exclude<ast.ScenarioMember, ast.CommonLine>): ScenarioLine {
  return { word: line.word, target: null, after: null, duration: null, estimate: null, date: null, amount: null, span: spanOf(line) };
}
