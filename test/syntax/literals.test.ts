import assert from 'node:assert/strict';
import {
  readAmount, readDate, readDateRange, readDuration, readEstimate, readHours, readLag, readMeasure, readNumber, readPercent, readSpread,
} from '../../language/syntax/literals.ts';
import type { DateLiteral, DurationLiteral, Read } from '../../language/syntax/literals.ts';

/** `value`, `value ! message`, `! code message`; ` => replacement` at the end. */
function told<T>(read: Read<T>, show: (value: T) => string): string {
  const { value, issue } = read;
  const parts = [value === null ? '' : show(value), issue ? `! ${issue.code === 'syntax' ? '' : `${issue.code} `}${issue.message}${issue.replacement === undefined ? '' : ` => ${issue.replacement}`}` : ''];
  return parts.filter(part => part !== '').join(' ');
}

const date = ({ at, day, utcOffset }: DateLiteral): string =>
  `${new Date(at * 60_000).toISOString().slice(0, day ? -14 : -8)}${utcOffset === undefined ? '' : ` UTC${utcOffset < 0 ? '' : '+'}${utcOffset}`}`;
const duration = ({ amount, unit, elapsed }: DurationLiteral): string => `${amount} ${elapsed ? 'elapsed ' : ''}${unit}`;
const table = (name: string, rows: Readonly<Record<string, string>>, show: (text: string) => string): void => {
  describe(name, () => {
    for (const [text, expected] of Object.entries(rows)) it(text || '(nothing)', () => assert.equal(show(text), expected));
  });
};

const written = 'Dates are written year-month-day, e.g.';
table('Dates', {
  '2026-04-10': '2026-04-10',
  '2026-05-12T05:00': '2026-05-12T05:00',
  '2026-05-12T05:00Z': '2026-05-12T05:00 UTC+0',
  '2026-05-12T05:00+02:00': '2026-05-12T05:00 UTC+120',
  '2026-05-12T05:00-0330': '2026-05-12T05:00 UTC-210',
  '2026-05-12T05:00:30Z': '2026-05-12T05:00 UTC+0',
  '2026-05-12T24:00': '2026-05-13T00:00',
  '2028-02-29': '2028-02-29',
  '2026-4-1': `2026-04-01 ! ${written} 2026-04-01. => 2026-04-01`,
  '2026/04/01': `2026-04-01 ! ${written} 2026-04-01. => 2026-04-01`,
  '2026.04.01': `2026-04-01 ! ${written} 2026-04-01. => 2026-04-01`,
  '20260401': `2026-04-01 ! ${written} 2026-04-01. => 2026-04-01`,
  '2026-04-01T9:00': `2026-04-01T09:00 ! ${written} 2026-04-01T09:00. => 2026-04-01T09:00`,
  '24.12.2026': `! ${written} 2026-04-01: did you mean 2026-12-24? => 2026-12-24`,
  '12/24/2026': `! ${written} 2026-04-01: did you mean 2026-12-24? => 2026-12-24`,
  '04/05/2026': `! \`04/05/2026\` can be read in two ways. ${written} 2026-04-01.`,
  '2026-02-30': '! impossible-date `2026-02-30` does not exist: February 2026 has 28 days.',
  '2027-02-29': '! impossible-date `2027-02-29` does not exist: February 2027 has 28 days.',
  '2026-13-01': `! impossible-date \`2026-13-01\` is not a date: there is no month 13. ${written} 2026-04-01.`,
  '2026-00-10': `! impossible-date \`2026-00-10\` is not a date: there is no month 0. ${written} 2026-04-01.`,
  '2026-04-00': '! impossible-date `2026-04-00` does not exist: April 2026 has 30 days.',
  '2026-04-01T25:00': '! impossible-date `2026-04-01T25:00` does not exist: a day has 24 hours of 60 minutes.',
  '2026-04-01T24:01': '! impossible-date `2026-04-01T24:01` does not exist: a day has 24 hours of 60 minutes.',
  '2026-04-01T05:00+19:00': '! impossible-date `2026-04-01T05:00+19:00` has an offset of more than 18 hours from UTC.',
  '1925-12-31': '! impossible-date `1925-12-31` lies outside the years 1926 to 2126.',
  '9999-01-01': '! impossible-date `9999-01-01` lies outside the years 1926 to 2126.',
  '3d': '! `3d` is not a date. Dates are written year-month-day, e.g. 2026-04-01, or 2026-04-01T09:00.',
  '2026': '! `2026` is not a date. Dates are written year-month-day, e.g. 2026-04-01, or 2026-04-01T09:00.',
}, text => told(readDate(text), date));

table('Ranges of dates', {
  '2026-04-06..2026-04-10': '2026-04-06 to 2026-04-10',
  '2026-04-06 .. 2026-04-10': '2026-04-06 to 2026-04-10',
  '2026-04-06': '2026-04-06 to 2026-04-06',
  '2026-05-12T05:00+02:00 .. 2026-05-12T04:00Z': '2026-05-12T05:00 UTC+120 to 2026-05-12T04:00 UTC+0',
  '2026-04-10..2026-04-06': '! impossible-range This range ends before it starts: 2026-04-06 is before 2026-04-10. => 2026-04-06..2026-04-10',
  '2026-4-6..2026-04-10': `2026-04-06 to 2026-04-10 ! ${written} 2026-04-06. => 2026-04-06..2026-04-10`,
  '2026-04-06..': '! `2026-04-06..` is not a range of dates. Ranges are written 2026-11-20..2026-12-01.',
  '2026-04-06..2026-02-30': '! impossible-date `2026-02-30` does not exist: February 2026 has 28 days.',
}, text => told(readDateRange(text), ({ from, to }) => `${date(from)} to ${date(to)}`));

const meant = (text: string): string => `Did you mean \`${text}\`? Durations are written 45min, 4h, 3d or 2w; with \`e\` they run round the clock: 3ed. => ${text}`;
table('Durations', {
  '3d': '3 d', '45min': '45 min', '4h': '4 h', '2w': '2 w', '1.5h': '1.5 h', '-1w': '-1 w', '+3d': '3 d', '0d': '0 d',
  '3ed': '3 elapsed d', '45emin': '45 elapsed min', '4eh': '4 elapsed h', '2ew': '2 elapsed w',
  '3 d': `3 d ! ${meant('3d')}`, '3days': `3 d ! ${meant('3d')}`, '2 weeks': `2 w ! ${meant('2w')}`, '5D': `5 d ! ${meant('5d')}`, '90 minutes': `90 min ! ${meant('90min')}`, '4hrs': `4 h ! ${meant('4h')}`,
  '3 ed': `3 elapsed d ! ${meant('3ed')}`,
  '3': '! Add a unit: 3d, 3h, 3w or 3min. => 3d',
  '2months': '! Months and years have no fixed length. Write weeks or days, e.g. 8w.',
  '1y': '! Months and years have no fixed length. Write weeks or days, e.g. 52w.',
  '30m': '! `m` is no unit: write 30min for minutes, or weeks for months. => 30min',
  '3x': '! `x` is no unit of time. Durations are written 45min, 4h, 3d or 2w; with `e` they run round the clock: 3ed.',
  '2026-01-01': '! `2026-01-01` is not a duration. Durations are written 45min, 4h, 3d or 2w; with `e` they run round the clock: 3ed.',
  '1000000d': '! impossible-range `1000000d` is longer than 1000000 days.',
  '999999d': '999999 d',
  '999999999999999w': '! impossible-range `999999999999999w` is longer than 1000000 days.',
}, text => told(readDuration(text), duration));

const three = 'A three-point estimate has its most likely point in the middle: optimistic..likely..pessimistic.';
table('Estimates', {
  '3d': '3 d',
  '15d..20d..35d': '15 d < 20 d < 35 d',
  '15d .. 20d .. 35d': '15 d < 20 d < 35 d',
  '4h..1d..1w': '4 h < 1 d < 1 w',
  '15d..35d': `15 d < 25 d < 35 d ! ${three} => 15d..25d..35d`,
  '4h..2d': `4 h < 1.25 d < 2 d ! ${three} => 4h..1.25d..2d`,
  '3..5..10d': '3 d < 5 d < 10 d ! Each point has its unit: `3d..5d..10d`. => 3d..5d..10d',
  '3days..5d..10d': `3 d < 5 d < 10 d ! ${meant('3d').replace('=> 3d', '=> 3d..5d..10d')}`,
  '15d..': '15 d ! `15d..` is not complete. Three points are written optimistic..likely..pessimistic: 3d..5d..10d.',
  '20d..15d..35d': '15 d ! impossible-range The three points go from optimistic over most likely to pessimistic. => 15d..20d..35d',
  '35d..15d': '! impossible-range This range ends before it starts: the optimistic point comes first. => 15d..35d',
  '-3d': '! impossible-range `-3d` is negative: work takes time.',
  '1d..2d..3d..4d': '! `1d..2d..3d..4d` has more than three points. Estimates are written 3d, or optimistic..likely..pessimistic: 3d..5d..10d.',
  '5': '! Add a unit: 5d, 5h, 5w or 5min. => 5d',
}, text => told(readEstimate(text), ({ optimistic, likely, pessimistic }) => [optimistic, likely, pessimistic].filter(point => point !== null).map(duration).join(' < ')));
it('An effect may be negative', () => assert.equal(readEstimate('-3d', true).value?.likely.amount, -3));

table('Percentages', {
  '30%': '30', '0%': '0', '100%': '100', '99.5%': '99.5',
  '60': '60 ! Percentages are written 60%. => 60%', '30 %': '30 ! Percentages are written without a space: 30%. => 30%',
  '130%': '! impossible-range `130%` lies outside 0% to 100%.', '-5%': '! impossible-range `-5%` lies outside 0% to 100%.', '3d': '! `3d` is not a percentage. Percentages are written 60%.',
}, text => told(readPercent(text), String));

table('Amounts', {
  '40000': '40000', '40k': '40000', '1.5M': '1500000', '-6k': '-6000', '2B': '2000000000',
  '$40k': '40000 ! Amounts are written 40k; the program\'s `currency` says which money it is. => 40k', '1.5m': '1500000 ! A million is written 1.5M. => 1.5M',
  '40x': '! `40x` is not an amount. Amounts are written 40000, 40k or 1.5M.',
}, text => told(readAmount(text), String));

table('Lags', { '2d': '2 d', '-1w': '-1 w', '50%': '50%', '+50%': '50%', '5': '! Add a unit: 5d, 5h, 5w or 5min. => 5d' },
  text => told(readLag(text), lag => lag.duration ? duration(lag.duration) : `${lag.percent}%`));
table('Measures', { '480': '480', '480ms': '480 ms', '99.95%': '99.95 %', '3d': '3 d', '480 min': '480 min', '3d..4d': '! `3d..4d` is not a measure. Measures are written 480 ms, 99.9% or 3d.' },
  text => told(readMeasure(text), ({ amount, unit }) => `${amount} ${unit}`.trim()));
table('Numbers', { '3': '3', '0.5': '0.5', '3d': '! `3d` is not a number.' }, text => told(readNumber(text), String));
table('Spreads', { '80%..100%..150%': '80,100,150', '150%..100%': '! impossible-range The points of a spread go from the smallest to the largest.' }, text => told(readSpread(text), String));

const hours = (text: string): string => told(readHours(text), ({ from, to }) => `${from} to ${to}`);
table('Hours', {
  '09:00-12:00': '540 to 720', '00:00-24:00': '0 to 1440', '22:00-06:00': '1320 to 1800', '22:00-30:00': '1320 to 1800',
  '9:00-12:00': '540 to 720 ! Hours are written 09:00-12:00. => 09:00-12:00', '9-17': '540 to 1020 ! Hours are written 09:00-17:00. => 09:00-17:00',
  '09:00 - 12:00': '540 to 720 ! Hours are written 09:00-12:00. => 09:00-12:00',
  '09:00-09:00': '! impossible-range `09:00-09:00` has no length; the whole day is 00:00-24:00.',
  '25:00-26:00': '! impossible-range `25:00-26:00` is not a span of hours: a day has 24 hours of 60 minutes.',
  '09:70-12:00': '! impossible-range `09:70-12:00` is not a span of hours: a day has 24 hours of 60 minutes.',
  '06:00-40:00': '! impossible-range `06:00-40:00` is longer than a day.',
  'noon': '! `noon` is not a span of hours. Hours are written 09:00-12:00.',
}, hours);
