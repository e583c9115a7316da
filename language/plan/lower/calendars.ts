/** Working time. */
import type * as ast from '../../syntax/generated/ast.ts';
import type { Calendar, DateRange, Duration, Freeze, HourSpan, WeekRule, WorkException } from '../model.ts';
import type { Lowering, Within } from './context.ts';
import { elementOf, text } from './common.ts';
import { refOf } from './references.ts';
import { spanOf } from './source.ts';
import { dateOrRange, duration, hours, weekdays } from './values.ts';

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
        if (days.length > 0) week.push({ days, hours: hoursOf(context, line, 'hours', line.hours), span: spanOf(line) });
        break;
      }
      case 'WorksLine': works.push(...worksOf(context, line)); break;
      case 'RangeLine':
        for (const item of line.ranges) {
          const days = dateOrRange(context, item, 'value', item.value);
          if (days && line.word === 'holidays') holidays.push(days);
          else if (days && line.word === 'freeze') freezes.push({ days, text: text(item, 'text', item.text), span: spanOf(item) });
        }
        break;
      case 'ValueLine':
        if (line.word === 'day') dayLength ??= duration(context, line, 'value', line.value)?.value ?? null;
        else if (line.word === 'week-length') weekLength ??= duration(context, line, 'value', line.value)?.value ?? null;
        break;
    }
  }
  const calendar: Calendar = { ...element, base: refOf(node.base), week, works, holidays, freezes, dayLength, weekLength };
  context.lists.calendars.push(calendar);
  return calendar;
}

function hoursOf(context: Lowering, line: ast.WeekLine | ast.WorksLine, property: string, values: readonly string[], first = 0): HourSpan[] {
  const spans: HourSpan[] = [];
  values.forEach((value, index) => {
    const span = hours(context, line, property, value, first + index);
    if (span) spans.push(span);
  });
  return spans;
}

/** `works 2026-12-05, 2026-12-12 09:00-13:00`: days, then the hours of each. */
function worksOf(context: Lowering, line: ast.WorksLine): WorkException[] {
  const firstHours = line.values.findIndex(value => value.includes(':') && !value.includes('T'));
  const dates = firstHours < 0 ? line.values : line.values.slice(0, firstHours);
  const spans = firstHours < 0 ? [] : hoursOf(context, line, 'values', line.values.slice(firstHours), firstHours);
  const works: WorkException[] = [];
  dates.forEach((value, index) => {
    const days = dateOrRange(context, line, 'values', value, index);
    if (days) works.push({ days, hours: spans, span: spanOf(line) });
  });
  return works;
}
