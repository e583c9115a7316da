/** Issues of many tasks as one line a kind, with the first few names. */
import type { ImportIssue } from './model.ts';

type Code = ImportIssue['code'];

const texts: Partial<Record<Code, readonly [severity: ImportIssue['severity'], one: string, many: string]>> = {
  'manual-task': ['information', 'manually scheduled task has `start on` its date, and no slack', 'manually scheduled tasks have `start on` their dates, and no slack'],
  'manual-summary': ['warning', 'summary has manual dates, which are left out: here it spans its tasks', 'summaries have manual dates, which are left out: here they span their tasks'],
  'inactive-task': ['warning', 'inactive task is left out and stands in a note', 'inactive tasks are left out and stand in notes'],
  'external-task': ['warning', 'task of another plan stands at its last known date', 'tasks of other plans stand at their last known dates'],
  'subproject': ['warning', 'inserted plan stands as one task at its last known dates', 'inserted plans stand as one task each at their last known dates'],
  'missing-predecessor': ['warning', 'link is left out, since its predecessor is', 'links are left out, since their predecessors are'],
  'cross-project-link': ['warning', 'link from another plan stands in a note', 'links from other plans stand in notes'],
  'link-not-expressible': ['warning', 'link is kept as a note: only "after" and "after start of" lead into a summary, and none to its own tasks', 'links are kept as notes: only "after" and "after start of" lead into a summary, and none to its own tasks'],
  'constraint-moved': ['information', 'constraint is kept as a note, since the task has started or is a summary', 'constraints are kept as notes, since the tasks have started or are summaries'],
  'split-task': ['warning', 'task is split, or its people do not work all of its time: the estimate is the time from its start to its finish', 'tasks are split, or their people do not work all of their time: the estimates are the time from start to finish'],
  'resource-calendar': ['information', 'task follows the calendars of its people', 'tasks follow the calendars of their people'],
  'leveling-delay': ['information', 'task was delayed by levelling: it has `start not before` the date that came of it', 'tasks were delayed by levelling: they have `start not before` the date that came of it'],
  'baseline': ['information', 'task has baseline values without dates, kept as notes', 'tasks have baseline values without dates, kept as notes'],
  'priority': ['information', 'priority 0 is written as 1', 'priorities of 0 are written as 1'],
  'custom-field': ['information', 'task has custom fields, kept as notes', 'tasks have custom fields, kept as notes'],
  'milestone-with-duration': ['information', 'milestone has a duration: it is a task with the tag milestone', 'milestones have a duration: they are tasks with the tag milestone'],
  'progress': ['warning', 'task has progress without a start, which is taken from its planned dates', 'tasks have progress without a start, which is taken from their planned dates'],
};

export interface Tally {
  add(code: Code, name: string): void;
  issues(): readonly ImportIssue[];
}

const SHOWN = 3;

export function tally(): Tally {
  const found = new Map<Code, string[]>();
  return {
    add(code, name) {
      const names = found.get(code);
      if (names) names.push(name);
      else found.set(code, [name]);
    },
    issues: () => [...found].map(([code, names]) => {
      const [severity, one, many] = texts[code] ?? ['information', code, code];
      const shown = names.slice(0, SHOWN).map(name => `"${name}"`).join(', ');
      const rest = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
      return { code, severity, message: `${names.length} ${names.length === 1 ? one : many}: ${shown}${rest}.` };
    }),
  };
}
