/** Every refactoring. This file only lists; a new one is a function in its theme and one word here. */
import type { LangiumDocument } from 'langium';
import { headEndOf } from '../checks/fixes/elements.ts';
import type { Plan } from '../plan/model.ts';
import { policyOf } from '../plan/policy.ts';
import type { ProgramSchedule, Schedule } from '../schedule/model.ts';
import { linkToContract, needAsComputed, promiseAsForecast } from './contracts.ts';
import { hardDateToCommitment, recordMove } from './dates.ts';
import { toOneValue, toThreePoints } from './estimates.ts';
import { extractWorkstream, inlineFile } from './files.ts';
import { moveActivity } from './move.ts';
import { decideFor, endRecord, riskOccurred } from './records.ts';
import { sortProperties } from './sort.ts';
import { lagToTask, markStatus, splitTask } from './tasks.ts';
import { elementAt } from './tree.ts';
import type { Here, Refactor, RefactorContext, Refactoring, Selection } from './refactoring.ts';

const refactorings: readonly Refactor[] = [
  linkToContract, hardDateToCommitment, lagToTask, toThreePoints, toOneValue, needAsComputed, promiseAsForecast, recordMove,
  markStatus, endRecord, riskOccurred, decideFor, splitTask, sortProperties, extractWorkstream, inlineFile, moveActivity,
];

export interface RefactorOptions {
  readonly plan: Plan;
  readonly schedule: Schedule;
  /** The text of a document, or null where it is not known. */
  text(uri: string): string | null;
  documents(): readonly LangiumDocument[];
}

function contextOf({ plan, schedule, text, documents }: RefactorOptions): RefactorContext {
  const programOf = (name: string | null): ProgramSchedule | undefined => schedule.programs.find(program => program.name === name);
  return {
    plan, schedule, text, documents,
    activity(ref) {
      const index = ref?.key == null ? undefined : plan.activityIndex.get(ref.key);
      return index === undefined ? null : schedule.at(index);
    },
    policy: program => policyOf(plan, program),
    statusDate: program => programOf(program)?.statusDate ?? schedule.asOf,
    dayMinutes: program => programOf(program)?.dayMinutes ?? 480,
  };
}

/** What can be done with the text at a selection. Nothing is computed that only a change needs. */
export function refactoringsAt(at: Selection, options: RefactorOptions): readonly Refactoring[] {
  const text = options.text(at.uri);
  if (text === null) return [];
  const context = contextOf(options);
  const element = elementAt(context, at);
  const here: Here = {
    at, context, text, element,
    activity: element === null ? null : context.activity({ key: element.key, text: '', span: element.span }),
    onHead: element !== null && at.start <= headEndOf(element),
  };
  return refactorings.flatMap(refactor => refactor(here));
}
