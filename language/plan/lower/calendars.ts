/** Working time. */
import type * as ast from '../../syntax/generated/ast.ts';
import type { Calendar, DateRange, Duration, Freeze, HourSpan, WeekRule, WorkException } from '../model.ts';
import type { Lowering, Within } from './context.ts';
import { addAll, elementOf, text } from './common.ts';
import { refOf } from './references.ts';
import { spanOf } from './spans.ts';
import { dateRange, duration, hours, weekdays } from './values.ts';

export function lowerCalendar(context: Lowering, node: ast.Calendar, within: Within): Calendar {
  const element = elementOf(context, node, 'calendar', within);
  const week: WeekRule[] = [];
  const works: WorkException[] = [];
  const holidays: DateRange[] = [];
  const freezes: Freeze[] = [];
  let dayLength: Duration | null = null;
  let weekLength: Duration | null = null;
  for (const line of node.members) {
    switch (line.$type) {
      case 'WeekLine': {
        const days = weekdays(context, line, 'days', line.days);
        if (days.length > 0) week.push({ days, hours: hoursOf(line.hours), span: spanOf(line) });
        break;
      }
      case 'WorksLine': addAll(works, worksOf(context, line)); break;
      case 'RangeLine':
        for (const item of line.ranges) {
          const days = dateRange(context, item, 'value', item.value);
          if (days && line.word === 'holidays') holidays.push(days);
          else if (days && line.word === 'freeze') freezes.push({ days, text: text(item, 'text', item.text), span: spanOf(item) });
        }
        break;
      case 'ValueLine':
        if (line.word === 'day') dayLength ??= duration(line, 'value', line.value)?.value ?? null;
        else if (line.word === 'week-length') weekLength ??= duration(line, 'value', line.value)?.value ?? null;
        break;
    }
  }
  const calendar: Calendar = { ...element, base: refOf(node.base), week, works, holidays, freezes, dayLength, weekLength };
  context.lists.calendars.push(calendar);
  return calendar;
}

function hoursOf(values: readonly string[]): HourSpan[] {
  return values.map(hours).filter(span => span !== null);
}

/** `works 2026-12-05, 2026-12-12 09:00-13:00`: days, then the hours of each. */
function worksOf(context: Lowering, line: ast.WorksLine): WorkException[] {
  const firstHours = line.values.findIndex(value => value.includes(':') && !value.includes('T'));
  const dates = firstHours < 0 ? line.values : line.values.slice(0, firstHours);
  const spans = firstHours < 0 ? [] : hoursOf(line.values.slice(firstHours));
  const works: WorkException[] = [];
  dates.forEach((value, index) => {
    const days = dateRange(context, line, 'values', value, index);
    if (days) works.push({ days, hours: spans, span: spanOf(line) });
  });
  return works;
}
