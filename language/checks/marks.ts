/** Small questions about dated words and due dates that several rules ask. */
import { MINUTES_PER_DAY } from '../plan/dates.ts';
import type { Criterion, DateValue, Element, WallMinutes } from '../plan/model.ts';
import { criterionState } from '../plan/states.ts';

/** Neither passed nor waived yet. A criterion with `requires` judges itself and is never open here. */
export function isOpen(criterion: Criterion): boolean {
  if (criterion.requires !== null) return false;
  const state = criterionState(criterion);
  return state !== 'passed' && state !== 'waived';
}

/** Whether a mark with one of the words is there. */
export function has(element: Pick<Element, 'marks'>, ...words: readonly string[]): boolean {
  return element.marks.some(mark => words.includes(mark.word));
}

/** True where a date lies before the day of the status date: what is due on the day itself is in time. */
export function isPast(due: Pick<DateValue, 'at' | 'day'> | null, statusDate: WallMinutes): boolean {
  if (due === null) return false;
  return due.day ? due.at + MINUTES_PER_DAY <= statusDate : due.at < statusDate;
}
