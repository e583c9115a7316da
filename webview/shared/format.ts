/** Dates and durations as people say them. Wall minutes know no zone, so everything is read as UTC. */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const longMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** `12 May`. */
export function shortDate(at: number): string {
  const date = new Date(at * 60_000);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}

/** `Tue 12 May 2026`. */
export function longDate(at: number): string {
  const date = new Date(at * 60_000);
  return `${weekdays[date.getUTCDay()]} ${shortDate(at)} ${date.getUTCFullYear()}`;
}

/** `Tue 12 May 2026, 09:00`. */
export function dateAndTime(at: number): string {
  return `${longDate(at)}, ${time(at)}`;
}

/** `09:00`. */
export function time(at: number): string {
  const date = new Date(at * 60_000);
  return `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`;
}

export function monthName(date: Date): string {
  return months[date.getUTCMonth()]!;
}
export function longMonthName(date: Date): string {
  return longMonths[date.getUTCMonth()]!;
}
export function weekdayName(date: Date): string {
  return weekdays[date.getUTCDay()]!;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Working minutes in the units of the language: `3d`, `2d 4h`, `45min`; a minus sign for what is negative. */
export function duration(minutes: number, dayMinutes: number): string {
  const sign = minutes < 0 ? '−' : '';
  let rest = Math.round(Math.abs(minutes));
  const days = dayMinutes > 0 ? Math.floor(rest / dayMinutes) : 0;
  rest -= days * dayMinutes;
  const hours = Math.floor(rest / 60);
  rest -= hours * 60;
  const parts = [days > 0 ? `${grouped(days)}d` : '', hours > 0 ? `${hours}h` : '', rest > 0 && days === 0 ? `${rest}min` : ''];
  return sign + (parts.filter(part => part !== '').join(' ') || '0d');
}

/** `12,345`. Without Intl, whose first use takes as long as drawing a picture. */
export function grouped(count: number): string {
  const digits = String(count);
  const head = digits.length % 3 || 3;
  return digits.length <= 3 ? digits : [digits.slice(0, head), ...(digits.slice(head).match(/\d{3}/g) ?? [])].join(',');
}

/** `1 error`, `3 errors`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
