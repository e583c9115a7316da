/** The plan that a new file starts with. It schedules, draws, and has nothing to complain about on the day it is made. */

/** A day as `YYYY-MM-DD`, in local time. */
export function isoDay(day: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
}

/**
 * A name of the language out of a title: letters and digits of any script in NFC, words joined by single hyphens, beginning with a
 * letter. A title without any letter becomes `program`.
 */
export function nameFromTitle(title: string): string {
  const words = title.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const firstWithLetter = words.findIndex(word => /^\p{L}/u.test(word));
  return firstWithLetter < 0 ? 'program' : words.slice(firstWithLetter).join('-').slice(0, 60).replace(/-$/u, '');
}

/** The text of a new plan that starts on the next working day from `today`. */
export function programTemplate(name: string, title: string, today: Date): string {
  const start = nextWorkday(today);
  const commitment = new Date(start.getFullYear(), start.getMonth(), start.getDate() + 70);
  return `program ${name} "${titleText(title)}" {
  start ${isoDay(start)}

  workstream delivery "Delivery" {
    task design "Agree on the design" {
      estimate 3d..5d..8d
    }
    task build "Build it" {
      estimate 10d..15d..25d
      after design
    }
    task verify "Test it end to end" {
      estimate 4d..5d..10d
      after build
    }
  }

  milestone ready "Ready to launch" {
    after delivery.verify
    by ${isoDay(nextWorkday(commitment))}
  }
}
`;
}

/** A title as it may stand between double quotes on one line. */
function titleText(title: string): string {
  return title.replace(/[\r\n]+/g, ' ').replace(/["\\]/g, '\\$&').trim();
}

function nextWorkday(day: Date): Date {
  const weekday = day.getDay();
  const ahead = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + ahead);
}
