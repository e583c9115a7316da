import assert from 'node:assert/strict';
import { importMspdi } from '../../language/interchange/mspdi/import.ts';
import { decodeXml } from '../../language/interchange/mspdi/decode.ts';
import { link, projectXml, standardCalendar, standardWeek, task } from './mspdi-xml.ts';
import type { Fields, Parts } from './mspdi-xml.ts';

/** The plan's text; the import must succeed. */
function imported(parts: Parts): { readonly text: string; readonly codes: readonly string[]; readonly ids: ReadonlyMap<number, string> } {
  const { value, issues } = importMspdi(projectXml(parts));
  assert.ok(value, issues.map(issue => issue.message).join());
  return { text: value.text, codes: issues.map(issue => issue.code), ids: value.ids };
}

/** The lines of one block, without their indentation. */
function block(text: string, header: string): readonly string[] {
  const lines = text.split('\n');
  const at = lines.findIndex(line => line.trim().startsWith(header));
  assert.notEqual(at, -1, `no block ${header} in\n${text}`);
  const indent = /^ */.exec(lines[at] ?? '')?.[0] ?? '';
  if (!lines[at]?.endsWith('{')) return [];
  const end = lines.findIndex((line, index) => index > at && line === `${indent}}`);
  return lines.slice(at + 1, end).map(line => line.trim());
}

/** The properties of one task. */
const body = (fields: Fields, more: Partial<Parts> = {}): readonly string[] => block(imported({ tasks: [task(1, 'Before'), task(2, 'Work', fields)], ...more }).text, 'task work');

describe('Import of Microsoft Project XML', () => {
  it('makes a whole plan of a small file', () => {
    const { text } = imported({
      head: { Title: 'Move to the new office', CurrencyCode: 'EUR' },
      tasks: [
        task(1, 'Prepare', { OutlineLevel: 1 }),
        task(2, 'Pack books', { OutlineLevel: 2, Duration: 'PT16H0M0S' }),
        task(3, 'Packed', { OutlineLevel: 2, Duration: 'PT0H0M0S', Milestone: true, ...link(2) }),
      ],
    });
    assert.equal(text, `calendar standard "Standard" {
  week mon-fri 08:00-12:00, 13:00-17:00
}

program move-to-the-new-office "Move to the new office" {
  start 2025-03-03
  as of 2025-03-03
  calendar standard
  currency EUR

  workstream prepare "Prepare" {
    task pack-books "Pack books" {
      estimate 2d
    }
    milestone packed "Packed" {
      after pack-books
    }
  }
}
`);
  });

  describe('links', () => {
    const line = (type: number, lag = 0, format = 7): string | undefined => body(link(1, type, lag, format)).find(text => text.includes('after'));
    it('has all four types', () => {
      assert.equal(line(1), 'after before-task');
      assert.equal(line(3), 'after start of before-task');
      assert.equal(line(0), 'finish after before-task');
      assert.equal(line(2), 'finish after start of before-task');
    });
    it('keeps lags and leads in their unit', () => {
      assert.equal(line(1, 9600, 7), 'after before-task + 2d');
      assert.equal(line(1, -4800, 7), 'after before-task - 1d');
      assert.equal(line(1, 24_000, 9), 'after before-task + 1w');
      assert.equal(line(1, 900, 5), 'after before-task + 1.5h');
      assert.equal(line(1, 150, 3), 'after before-task + 15min');
      assert.equal(line(1, 192_000, 11), 'after before-task + 40d', 'a month has as many days as the file says; its lag is stored in minutes');
    });
    it('keeps elapsed lags: one elapsed day is 1440 minutes', () => {
      assert.equal(line(1, 14_400, 8), 'after before-task + 1ed');
      assert.equal(line(1, 100_800, 10), 'after before-task + 1ew');
      assert.equal(line(1, 600, 6), 'after before-task + 1eh');
      assert.equal(line(1, 50, 4), 'after before-task + 5emin');
    });
    it('keeps a share of the predecessor\'s duration; an elapsed share becomes its minutes', () => {
      assert.equal(line(1, 50, 19), 'after before-task + 50%');
      assert.equal(line(3, -25, 19), 'after start of before-task - 25%');
      assert.equal(line(1, 50, 20), 'after before-task + 240emin');
    });
    it('names a task in another summary by the shortest path that is not ambiguous', () => {
      const { text } = imported({
        tasks: [
          task(1, 'Design', { OutlineLevel: 1 }), task(2, 'Review', { OutlineLevel: 2 }),
          task(3, 'Build', { OutlineLevel: 1 }), task(4, 'Review', { OutlineLevel: 2, ...link(2) }), task(5, 'Ship', { OutlineLevel: 2, ...link(4) }),
          task(6, 'Celebrate', { ...link(5) }),
        ],
      });
      assert.deepEqual(block(text, 'task review "Review"').length, 1);
      assert.match(text, /workstream build[\s\S]*after design\.review[\s\S]*after review\n[\s\S]*after build\.ship/);
    });
    it('keeps as a note what cannot lead into a summary', () => {
      const { text, codes } = imported({ tasks: [task(1, 'A'), task(2, 'Sum', { ...link(1, 0) }), task(3, 'Leaf', { OutlineLevel: 2 })] });
      assert.deepEqual(block(text, 'workstream sum').slice(0, 1), ['note "Linked in Microsoft Project: \\"Sum\\" finish after \\"A\\""']);
      assert.ok(codes.includes('link-not-expressible'));
    });
    it('tells of links to other plans and of links whose predecessor is not there', () => {
      const { text, codes } = imported({ tasks: [task(1, 'A', { PredecessorLink: [{ PredecessorUID: 7, Type: 1, CrossProject: true, CrossProjectName: 'C:\\other.mpp' }, { PredecessorUID: 99, Type: 1 }] })] });
      assert.match(text, /note "Linked in Microsoft Project: after task 7 of C:\\\\other\.mpp"/);
      assert.ok(codes.includes('cross-project-link') && codes.includes('missing-predecessor'));
    });
  });

  describe('constraints', () => {
    const placed = (type: number, date: string | null): readonly string[] => body({ ConstraintType: type, ConstraintDate: date }).filter(line => !line.startsWith('estimate'));
    it('has all eight types', () => {
      assert.deepEqual(placed(0, null), []);
      assert.deepEqual(placed(1, null), ['as late as possible']);
      assert.deepEqual(placed(2, '2025-03-05T08:00:00'), ['start on 2025-03-05']);
      assert.deepEqual(placed(3, '2025-03-05T17:00:00'), ['finish on 2025-03-05']);
      assert.deepEqual(placed(4, '2025-03-05T08:00:00'), ['start not before 2025-03-05']);
      assert.deepEqual(placed(5, '2025-03-05T08:00:00'), ['start not after 2025-03-05']);
      assert.deepEqual(placed(6, '2025-03-05T17:00:00'), ['finish not before 2025-03-05']);
      assert.deepEqual(placed(7, '2025-03-05T17:00:00'), ['finish not after 2025-03-05']);
    });
    it('keeps the time where it is not the edge of that day', () => {
      assert.deepEqual(placed(4, '2025-03-05T10:30:00'), ['start not before 2025-03-05T10:30']);
      assert.deepEqual(placed(7, '2025-03-05T08:00:00'), ['finish not after 2025-03-05T08:00']);
      assert.deepEqual(placed(4, '2025-03-08T08:00:00'), ['start not before 2025-03-08T08:00'], 'a Saturday has no first working minute');
    });
    it('makes a deadline a commitment', () => {
      assert.ok(body({ Deadline: '2025-03-07T17:00:00' }).includes('by 2025-03-07'));
    });
    it('pins a manually scheduled task to its start', () => {
      const { text, codes } = imported({ tasks: [task(1, 'Work', { Manual: true, Start: '2025-03-06T08:00:00', Finish: '2025-03-06T17:00:00' })] });
      assert.deepEqual(block(text, 'task work').slice(1), ['start on 2025-03-06', 'note "Manually scheduled in Microsoft Project"']);
      assert.ok(codes.includes('manual-task'));
    });
    it('gives a task that levelling delayed the date that came of it', () => {
      assert.ok(body({ LevelingDelay: 28_800, LevelingDelayFormat: 8, Start: '2025-03-05T08:00:00', Finish: '2025-03-05T17:00:00' }).includes('start not before 2025-03-05'));
    });
  });

  describe('durations', () => {
    const estimate = (value: string, format: number): string | undefined => body({ Duration: value, DurationFormat: format })[0];
    it('keeps the unit of its author', () => {
      assert.equal(estimate('PT40H0M0S', 9), 'estimate 1w');
      assert.equal(estimate('PT40H0M0S', 7), 'estimate 5d');
      assert.equal(estimate('PT12H0M0S', 7), 'estimate 1.5d');
      assert.equal(estimate('PT4H0M0S', 5), 'estimate 4h');
      assert.equal(estimate('PT0H45M0S', 3), 'estimate 45min');
      assert.equal(estimate('PT160H0M0S', 11), 'estimate 20d');
    });
    it('goes to a smaller unit rather than lose a minute', () => {
      assert.equal(estimate('PT2H40M0S', 7), 'estimate 160min');
      assert.equal(estimate('PT8H1M0S', 9), 'estimate 481min');
    });
    it('keeps elapsed time, which runs round the clock', () => {
      assert.equal(estimate('PT72H0M0S', 8), 'estimate 3ed');
      assert.equal(estimate('PT5H0M0S', 6), 'estimate 5eh');
    });
    it('tags an estimated duration', () => {
      assert.deepEqual(body({ DurationFormat: 39 }), ['estimate 1d', 'tags estimated']);
    });
    it('takes the time from start to finish where a task is split, and says how much of it is work', () => {
      const lines = body({ Duration: 'PT16H0M0S', Start: '2025-03-03T08:00:00', Finish: '2025-03-07T17:00:00' });
      assert.deepEqual(lines, ['estimate 5d', 'note "Work in Microsoft Project: 2d within this time"']);
    });
  });

  describe('progress', () => {
    it('fixes what has happened', () => {
      const lines = body({ PercentComplete: 100, ActualStart: '2025-03-03T08:00:00', ActualFinish: '2025-03-03T15:00:00', Start: '2025-03-03T08:00:00', Finish: '2025-03-03T15:00:00' });
      assert.deepEqual(lines.slice(1), ['started 2025-03-03', 'done 2025-03-03T15:00']);
    });
    it('writes the share that gives the worked minutes back', () => {
      // A third of three days, which the file rounds to 33 %.
      const lines = body({ Duration: 'PT24H0M0S', PercentComplete: 33, ActualStart: '2025-03-03T08:00:00', ActualDuration: 'PT8H0M0S', RemainingDuration: 'PT16H0M0S' });
      assert.deepEqual(lines.slice(1), ['started 2025-03-03', 'progress 33.3%']);
    });
    it('keeps the remaining duration where it is not the rest', () => {
      const lines = body({ Duration: 'PT24H0M0S', PercentComplete: 50, ActualStart: '2025-03-03T08:00:00', ActualDuration: 'PT12H0M0S', RemainingDuration: 'PT16H0M0S' });
      assert.deepEqual(lines.slice(1), ['started 2025-03-03', 'progress 50%', 'remaining 2d']);
    });
    it('marks a milestone as done without a start of its own', () => {
      const { text } = imported({ tasks: [task(1, 'Go', { Duration: 'PT0H0M0S', Milestone: true, PercentComplete: 100, ActualStart: '2025-03-04T17:00:00', ActualFinish: '2025-03-04T17:00:00' })] });
      assert.deepEqual(block(text, 'milestone go'), ['done 2025-03-04']);
    });
  });

  describe('status date', () => {
    const asOf = (head: Fields, tasks: readonly Fields[]): string | undefined => /as of (\S+)/.exec(imported({ head, tasks }).text)?.[1];
    const open = task(1, 'Open', { Start: '2025-03-10T08:00:00', Finish: '2025-03-10T17:00:00' });
    it('is the file\'s', () => {
      assert.equal(asOf({ StatusDate: '2025-03-07T17:00:00' }, [open]), '2025-03-07T17:00');
    });
    it('is the first day of open work where that lies before it, since nothing may start before the status date', () => {
      assert.equal(asOf({ StatusDate: '2025-03-20T17:00:00' }, [open]), '2025-03-10');
    });
    it('is the plan\'s start where the file has none and nothing has happened', () => {
      assert.equal(asOf({}, [open]), '2025-03-03');
    });
    it('is the first day of open work where the file has none and something has happened', () => {
      const done = task(2, 'Done', { PercentComplete: 100, ActualStart: '2025-03-03T08:00:00', ActualFinish: '2025-03-03T17:00:00' });
      assert.equal(asOf({}, [done, open]), '2025-03-10');
    });
  });

  describe('calendars', () => {
    const hours = (from: string, to: string): Fields => ({ DayWorking: true, WorkingTimes: { WorkingTime: [{ FromTime: from, ToTime: to }] } });
    it('writes hours to midnight, and night shifts', () => {
      const night = { UID: 2, Name: 'Night', IsBaseCalendar: true, WeekDays: { WeekDay: [{ DayType: 2, ...hours('23:00:00', '00:00:00') }, ...[1, 3, 4, 5, 6, 7].map(DayType => ({ DayType, DayWorking: false }))] } };
      const { text } = imported({ calendars: [standardCalendar, night], tasks: [task(1, 'A', { CalendarUID: 2 })] });
      assert.deepEqual(block(text, 'calendar night'), ['week mon 23:00-24:00']);
      assert.ok(block(text, 'task a').includes('calendar night'));
    });
    it('writes the lengths of a day and a week where the week would give others', () => {
      const { text } = imported({ head: { MinutesPerDay: 450, MinutesPerWeek: 2250 }, tasks: [task(1, 'A', { Duration: 'PT15H0M0S' })] });
      assert.deepEqual(block(text, 'calendar standard').slice(1), ['day 7.5h', 'week-length 37.5h']);
      assert.equal(block(text, 'task a')[0], 'estimate 2d');
    });
    it('expands exceptions: days off with their names, other hours, recurrences', () => {
      const range = (from: string, to: string): Fields => ({ TimePeriod: { FromDate: `${from}T00:00:00`, ToDate: `${to}T23:59:00` } });
      const calendar = {
        ...standardCalendar,
        Exceptions: {
          Exception: [
            { ...range('2025-12-24', '2025-12-26'), Name: 'Christmas', Type: 1, DayWorking: false },
            { ...range('2025-03-15', '2025-03-15'), Type: 1, ...hours('09:00:00', '13:00:00') },
            { ...range('2025-01-01', '2026-12-31'), Name: 'May Day', Type: 2, Month: 4, MonthDay: 1, DayWorking: false },
            { ...range('2025-04-01', '2025-06-30'), Type: 5, Period: 1, MonthItem: 4, MonthPosition: 4, DayWorking: false },
          ],
        },
      };
      const { text } = imported({ calendars: [calendar], tasks: [task(1, 'A')] });
      assert.deepEqual(block(text, 'calendar standard').slice(1), [
        'works 2025-03-15 09:00-13:00',
        'holidays 2025-04-28',
        'holidays 2025-05-01  // May Day',
        'holidays 2025-05-26, 2025-06-30',
        'holidays 2025-12-24..2025-12-26  // Christmas',
        'holidays 2026-05-01  // May Day',
      ]);
    });
    it('writes a calendar that only adds exceptions as an extension', () => {
      const child = { UID: 2, Name: 'With break', IsBaseCalendar: true, BaseCalendarUID: 1, Exceptions: { Exception: [{ TimePeriod: { FromDate: '2025-03-17T00:00:00', ToDate: '2025-03-21T23:59:00' }, Type: 1, DayWorking: false }] } };
      const { text } = imported({ calendars: [standardCalendar, child], tasks: [task(1, 'A')] });
      assert.match(text, /calendar with-break "With break" extends standard \{\n {2}holidays 2025-03-17\.\.2025-03-21\n\}/);
    });
    it('writes a work week as exceptions of its days', () => {
      const calendar = { ...standardCalendar, WorkWeeks: { WorkWeek: [{ TimePeriod: { FromDate: '2025-03-10T00:00:00', ToDate: '2025-03-16T23:59:00' }, Name: 'Crunch', WeekDays: { WeekDay: [{ DayType: 7, ...hours('08:00:00', '12:00:00') }] } }] } };
      assert.deepEqual(block(imported({ calendars: [calendar], tasks: [task(1, 'A')] }).text, 'calendar standard').slice(1), ['works 2025-03-15 08:00-12:00  // Crunch']);
    });
    it('reads exceptions from before 2007, which stand among the days of the week', () => {
      const calendar = { ...standardCalendar, WeekDays: { WeekDay: [...standardWeek, { DayType: 0, DayWorking: false, TimePeriod: { FromDate: '2025-03-04T00:00:00', ToDate: '2025-03-04T23:59:00' } }] } };
      assert.deepEqual(block(imported({ calendars: [calendar], tasks: [task(1, 'A')] }).text, 'calendar standard').slice(1), ['holidays 2025-03-04']);
    });
    it('lets a task follow the calendar of the person who does it, where the stored dates say so', () => {
      const early = { UID: 3, Name: 'Kim', IsBaseCalendar: false, BaseCalendarUID: 1, Exceptions: { Exception: [{ TimePeriod: { FromDate: '2025-03-04T00:00:00', ToDate: '2025-03-04T23:59:00' }, Type: 1, DayWorking: false }] } };
      const { text, codes } = imported({
        calendars: [standardCalendar, early],
        tasks: [task(1, 'A', { Duration: 'PT16H0M0S', Start: '2025-03-03T08:00:00', Finish: '2025-03-05T17:00:00' })],
        resources: [{ UID: 5, Name: 'Kim', Type: 1, MaxUnits: 1, CalendarUID: 3 }],
        assignments: [{ TaskUID: 1, ResourceUID: 5, Units: 1, Work: 'PT16H0M0S' }],
      });
      assert.deepEqual(block(text, 'task a'), ['estimate 2d', 'calendar kim', 'owner kim']);
      assert.match(text, /person kim "Kim" \{ calendar kim \}/);
      assert.ok(codes.includes('resource-calendar'));
    });
  });

  describe('people', () => {
    it('makes a person an owner, and a crew a team with needs', () => {
      const { text } = imported({
        tasks: [task(1, 'Dig'), task(2, 'Inspect')],
        resources: [{ UID: 1, Name: 'Diggers', Type: 1, MaxUnits: 4 }, { UID: 2, Name: 'Ana Ruiz', Type: 1, MaxUnits: 1, EmailAddress: 'ana@example.com', Group: 'Office' }, { UID: 3, Name: 'Concrete', Type: 0, MaxUnits: 1 }],
        assignments: [{ TaskUID: 1, ResourceUID: 1, Units: 2.5 }, { TaskUID: 1, ResourceUID: 3, Units: 12 }, { TaskUID: 2, ResourceUID: 2, Units: 0.5, Work: 'PT4H0M0S' }],
      });
      assert.match(text, /team office "Office"\nteam diggers "Diggers" \{ size 4 \}\nperson ana-ruiz "Ana Ruiz" \{ team office email "ana@example.com" \}/);
      assert.deepEqual(block(text, 'task dig'), ['estimate 1d', 'needs diggers 2.5', 'note "Assigned: Concrete (material) 12"']);
      assert.deepEqual(block(text, 'task inspect'), ['estimate 1d', 'owner ana-ruiz', 'note "Assigned: Ana Ruiz 50%, 4h of work"']);
    });
  });

  describe('what has no word in the language', () => {
    it('is kept as notes', () => {
      const lines = body({ Notes: 'First line\nsecond "line"', HyperlinkAddress: 'https://example.com', Priority: 900, Cost: 12_345, WBS: 'X.9', ExtendedAttribute: [{ FieldID: '188743731', Value: 'blue' }] }, { head: { ExtendedAttributes: { ExtendedAttribute: [{ FieldID: '188743731', FieldName: 'Text1', Alias: 'Colour' }] } } });
      assert.deepEqual(lines, ['estimate 1d', 'priority 900', 'cost 123.45', 'link "https://example.com"', 'note "First line"', 'note "second \\"line\\""', 'note "WBS: X.9"', 'note "Colour: blue"']);
    });
    it('continues a long note in the next one', () => {
      const long = body({ Notes: `${'a'.repeat(5000)}b` });
      assert.deepEqual(long.slice(1).map(line => line.length), [5007, 8]);
    });
    it('keeps inactive tasks as notes, with everything below them', () => {
      const { text, codes, ids } = imported({ tasks: [task(1, 'Sum', { Active: false }), task(2, 'Leaf', { OutlineLevel: 2 }), task(3, 'Next', { ...link(2) })] });
      assert.match(text, /note "Inactive in Microsoft Project: Sum, 1d"\n {2}note "Inactive in Microsoft Project: Leaf, 1d"/);
      assert.deepEqual([...ids.keys()], [3]);
      assert.ok(codes.includes('inactive-task') && codes.includes('missing-predecessor'));
    });
    it('writes baselines with dates as baselines, and the rest of them as notes', () => {
      const { text } = imported({ tasks: [task(1, 'A', { Baseline: [{ Number: 0, Start: '2025-03-03T08:00:00', Finish: '2025-03-03T17:00:00', Work: 'PT8H0M0S' }, { Number: 2, Finish: '2025-03-04T12:00:00' }] })] });
      assert.deepEqual(block(text, 'baseline plan-of-record'), ['a 2025-03-03..2025-03-03']);
      assert.deepEqual(block(text, 'baseline baseline-2'), ['a 2025-03-04T12:00']);
      assert.ok(block(text, 'task a').includes('note "Baseline 0: work PT8H0M0S"'));
    });
    it('writes the limit of critical slack as a policy', () => {
      assert.match(imported({ head: { CriticalSlackLimit: 2 }, tasks: [task(1, 'A')] }).text, /policy plan-policy extends startup \{\n {2}critical slack 2d\n\}[\s\S]* {2}policy plan-policy/);
    });
  });

  describe('names', () => {
    const names = (...titles: readonly string[]): readonly string[] => [...imported({ tasks: titles.map((title, index) => task(index + 1, title)) }).ids.values()].map(id => id.split('.')[1] ?? '');
    it('are lower case words, in any script', () => {
      assert.deepEqual(names('Sign contract & pay!', 'Prüfung (Küche)', 'データ移行'), ['sign-contract-pay', 'prüfung-küche', 'データ移行']);
    });
    it('begin with a letter and are cut between words', () => {
      assert.deepEqual(names('3rd review', '***', 'A very long name of a task that goes on and on'), ['task-3rd-review', 'task', 'a-very-long-name-of-a-task-that-goes-on']);
    });
    it('are unique among their neighbours, by the number that the source gives them', () => {
      assert.deepEqual(names('Test', 'Test', 'test'), ['test', 'test-2', 'test-3']);
    });
    it('are no words of links and constraints', () => {
      assert.deepEqual(names('Start', 'After'), ['start-task', 'after-task']);
    });
  });

  describe('hostile files', () => {
    const message = (text: string): string => importMspdi(text).issues.map(issue => issue.message).join();
    it('are refused with a reason', () => {
      assert.match(message(''), /cannot be read|is not XML/);
      assert.match(message('not xml'), /not XML/);
      assert.match(message('<a>'.repeat(50_000)), /not XML/);
      assert.match(message('<html/>'), /no <Project> element/);
      assert.match(message('<!DOCTYPE lol [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Project><Title>&b;</Title></Project>'), /document type/);
      assert.match(message('<!DOCTYPE x SYSTEM "file:///etc/passwd"><Project/>'), /document type/);
      assert.match(message(`<Project>${'<a>'.repeat(90)}${'</a>'.repeat(90)}</Project>`), /nested/);
    });
    it('cannot reach the prototype', () => {
      importMspdi('<Project><__proto__><polluted>1</polluted></__proto__><constructor><prototype><polluted>1</polluted></prototype></constructor></Project>');
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    });
    it('may have links in circles, loops of calendars, outlines that jump, and values that are none', () => {
      const { text } = imported({
        calendars: [{ UID: 1, Name: 'A', IsBaseCalendar: true, BaseCalendarUID: 2 }, { UID: 2, Name: 'B', IsBaseCalendar: true, BaseCalendarUID: 1 }],
        tasks: [task(1, 'A', { OutlineLevel: 5, ...link(2) }), task(2, 'B', { OutlineLevel: 9, Duration: 'soon', Start: 'never', ...link(1) }), task(3, 'C', { OutlineLevel: -3 })],
      });
      assert.match(text, /task c/);
    });
    it('may recur for ever: days of exceptions are limited', () => {
      const daily = { TimePeriod: { FromDate: '1984-01-01T00:00:00', ToDate: '9999-12-31T23:59:00' }, Type: 7, Period: 2, DayWorking: false };
      const { value, issues } = importMspdi(projectXml({ calendars: [{ ...standardCalendar, Exceptions: { Exception: [daily, daily, daily] } }], tasks: [task(1, 'A')] }));
      assert.ok(value && issues.some(issue => issue.code === 'exception-limit'));
    });
    it('may come in UTF-16 and in old encodings', () => {
      const text = projectXml({ head: { Title: 'Größe' }, tasks: [task(1, 'A')] });
      const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
      const latin1 = Buffer.from(text.replace('UTF-8', 'ISO-8859-1'), 'latin1');
      for (const bytes of [utf16, latin1, Buffer.from(text)]) assert.match(importMspdi(decodeXml(bytes)).value?.text ?? '', /program größe "Größe"/);
    });
  });
});
