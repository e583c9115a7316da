/**
 * Real plans, through the language: source -> text of a program -> parser, names, lowering, schedule -> the dates and slacks that the
 * source stores. The plans lie beside a checkout (../shared/inputs) and are skipped, visibly, where they do not.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyseTexts, formatInstant } from '../../language/index.ts';
import type { Schedule, ScheduledActivity } from '../../language/index.ts';
import { differences } from '../../language/interchange/mspdi/compare.ts';
import { importMspdi } from '../../language/interchange/mspdi/import.ts';
import type { MsProject, MsTask } from '../../language/interchange/mspdi/model.ts';
import { writeProgram } from '../../language/interchange/mspdi/write.ts';
import { filesIn, inputs, readJsonProject } from './msproject-json.ts';

/** Another day than any of the plans', so that a status date that is forgotten would show. */
const today = Date.UTC(2026, 10, 21) / 60_000;

/** Schedules a program's text; it must be free of errors. */
async function scheduled(text: string): Promise<Schedule> {
  const { schedule, findings } = await analyseTexts([{ uri: 'file:///plan.program', text }], { today, checks: false });
  assert.deepEqual(findings.filter(finding => finding.severity === 'error').map(finding => `${finding.message} ${text.slice(finding.span.start, finding.span.end)}`), []);
  return schedule;
}

/** Each leaf task with what became of it. */
function leaves(project: MsProject, ids: ReadonlyMap<number, string>, schedule: Schedule): readonly { readonly task: MsTask; readonly facts: ScheduledActivity }[] {
  const index = new Map(schedule.plan.activities.map((activity, at) => [activity.id, at]));
  return project.tasks.flatMap(task => {
    const at = index.get(ids.get(task.uid) ?? '');
    if (at === undefined) return [];
    const facts = schedule.at(at);
    return facts.activity.summary ? [] : [{ task, facts }];
  });
}

/** Dates of all tasks; a message names the first that differ. */
function assertDates(project: MsProject, ids: ReadonlyMap<number, string>, schedule: Schedule, count: number): void {
  const { compared, value } = differences(project, ids, schedule);
  assert.deepEqual(value.map(({ id, edge, stored, computed }) => `${id} ${edge}: ${formatInstant(stored)} stored, ${computed === null ? 'none' : formatInstant(computed)} computed`), []);
  assert.equal(compared, count);
}

describe('Microsoft Project XML schedules to its stored dates', () => {
  /** Leaf tasks of each file, and why a stored slack or critical flag is not compared. */
  const files: Readonly<Record<string, { readonly leaves: number; readonly slack: (task: MsTask) => boolean; readonly critical: (task: MsTask) => boolean; readonly why?: string }>> = {
    'mpxj_calendar-recurring-exceptions-project2016-mspdi.xml': { leaves: 0, slack: () => true, critical: () => true },
    'mpxj_mspdirelations.xml': { leaves: 5, slack: () => true, critical: () => true },
    'mpxj_mspdisplittask.xml': { leaves: 2, slack: () => true, critical: () => true },
    'mpxj_sample.xml': { leaves: 16, slack: () => true, critical: () => true },
    'mpxj_task-baselines-project2019-mspdi.xml': {
      leaves: 110, slack: () => true, critical: () => false,
      why: 'all tasks are manually scheduled and stored as not critical; here `start on` leaves them no slack',
    },
    'mpxj_task-links-project2019-mspdi.xml': {
      leaves: 16, slack: () => false, critical: () => false,
      why: 'all tasks are manually scheduled: there their slack ignores that they are pinned, here `start on` leaves them none',
    },
    'projectlibre_New_Product.xml': {
      leaves: 36, slack: () => false, critical: task => task.duration?.minutes !== 0,
      why: 'ProjectLibre stores a slack of 0 for every task, and marks no milestone as critical',
    },
  };
  const folder = inputs('mspdi');
  for (const [name, { leaves: count, slack, critical, why }] of Object.entries(files)) {
    it(`${name}${why === undefined ? '' : ` (${why})`}`, async function () {
      if (folder === null) { this.skip(); return; }
      const { value } = importMspdi(readFileSync(path.join(folder, name), 'utf8'));
      assert.ok(value);
      const schedule = await scheduled(value.text);
      assertDates(value.project, value.ids, schedule, count);
      const wrong = leaves(value.project, value.ids, schedule).filter(({ task, facts }) =>
        (slack(task) && facts.totalSlack !== task.totalSlack) || (critical(task) && facts.critical !== task.critical));
      assert.deepEqual(wrong.map(({ task, facts }) => `${facts.activity.id}: slack ${facts.totalSlack}, stored ${task.totalSlack}; critical ${facts.critical}, stored ${task.critical}`), []);
    });
  }
  it('knows every file of the folder', function () {
    if (folder === null) { this.skip(); return; }
    assert.deepEqual(filesIn(folder, '.xml').map(file => path.basename(file)), Object.keys(files));
  });
});

/**
 * Microsoft Project works a task where its calendar and its people's have hours in common, counts its total slack on its own calendar alone,
 * and its free slack on the common hours again. One calendar here can give the dates and one of the two slacks: the total.
 */
function otherFreeSlack(file: string, task: MsTask): boolean {
  return file === 'aspose_OzBuild_16_Orig.json' && task.calendar !== null && task.name.trim() === 'Project Schedule';
}

describe('Plans saved by Microsoft Project schedule to its stored dates as text', () => {
  const folder = inputs('msproject');
  /** Leaf tasks. */
  const files: Readonly<Record<string, number>> = {
    'Commercial_construction_project_plan.json': 126, 'New_Product.json': 36, 'aspose_ActualTaskProperties.json': 14, 'aspose_ConstraintAsLateAsPossible.json': 14,
    'aspose_ConstraintFinishNoLaterThan.json': 14, 'aspose_ConstraintMustFinishOn.json': 14, 'aspose_Homemoveplan.json': 126, 'aspose_OzBuild_16_Orig.json': 15,
    'aspose_Residential_Construction.json': 89, 'mpxj_task-links-project2019-mpp14.json': 16,
  };
  for (const [name, count] of Object.entries(files)) {
    it(name, async function () {
      if (folder === null) { this.skip(); return; }
      const { project, stored } = readJsonProject(path.join(folder, name));
      const { value } = writeProgram(project);
      const schedule = await scheduled(value.text);
      assertDates(project, value.ids, schedule, count);
      const byUid = new Map(stored.map(row => [row.uid, row]));
      const wrong = leaves(project, value.ids, schedule).filter(({ task, facts }) => {
        const row = byUid.get(task.uid);
        // A manually scheduled task is pinned here, there its slack ignores that; what precedes one has the slack of its successor.
        if (!row || stored.some(other => other.manual)) return false;
        return facts.totalSlack !== row.totalSlack || (!otherFreeSlack(name, task) && facts.freeSlack !== row.freeSlack) || facts.critical !== row.critical;
      });
      assert.deepEqual(wrong.map(({ task, facts }) => {
        const row = byUid.get(task.uid);
        return `${facts.activity.id}: ${facts.totalSlack} ${facts.freeSlack} ${facts.critical}, stored ${row?.totalSlack} ${row?.freeSlack} ${row?.critical}`;
      }), []);
    });
  }
  it('knows every file of the folder', function () {
    if (folder === null) { this.skip(); return; }
    assert.deepEqual(filesIn(folder, '.json').map(file => path.basename(file)), Object.keys(files));
  });
});
