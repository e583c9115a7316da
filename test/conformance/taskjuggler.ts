/**
 * The part of TaskJuggler 3 that release plans use, as one of our plans: for tests only. `precedes` makes a task
 * as late as possible *against its successor*: it finishes when the successor starts, less the gap, which is our
 * `finish after start of x - gap`. Its milestones stand at any minute: those that no working gap places are put on a
 * calendar that works round the clock.
 */
import type { Plan } from '../../language/plan/model.ts';
import { planOf } from '../schedule/plan.ts';
import type { ActivityText, PlanText } from '../schedule/plan.ts';

interface Task {
  id: string; parent: Task | null; children: Task[];
  start: string | null; length: string | null; elapsed: string | null;
  depends: Link[]; precedes: Link[];
}
interface Link { to: string; gap: string }

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]|[^\s{}[\],"]+/g;

function tokensOf(source: string): string[] {
  const bare = source.replace(/"[^"]*"|\/\*[\s\S]*?\*\/|#.*$/gm, found => (found.startsWith('"') ? found : ' '));
  const macros = new Map<string, string>();
  const body = bare.replace(/^\s*macro\s+(\w+)\s*\[([^\]]*)\]/gm, (_, name: string, text: string) => {
    macros.set(name, text);
    return '';
  });
  return body.replace(/\$\{(\w+)\}/g, (_, name: string) => macros.get(name) ?? '').match(TOKEN) ?? [];
}

function tasksOf(source: string): Task[] {
  const tokens = tokensOf(source);
  const all: Task[] = [];
  let at = 0;

  function skipBlock(): void {
    let depth = 0;
    do {
      if (tokens[at] === '{') depth++;
      if (tokens[at] === '}') depth--;
      at++;
    } while (depth > 0 && at < tokens.length);
  }
  function links(): Link[] {
    const found: Link[] = [];
    do {
      if (tokens[at] === ',') at++;
      const to = tokens[at++]!;
      let gap = '';
      if (tokens[at] === '{') {
        for (at++; tokens[at] !== '}'; at++) {
          if (tokens[at] === 'gaplength') gap = tokens[at + 1]!;
          if (tokens[at] === 'gapduration') gap = tokens[at + 1]!.replace(/(\D+)$/, 'e$1');
        }
        at++;
      }
      found.push({ to, gap });
    } while (tokens[at] === ',');
    return found;
  }
  function task(parent: Task | null): void {
    const own: Task = {
      id: `${parent ? `${parent.id}.` : ''}${tokens[at++]!}`, parent, children: [],
      start: null, length: null, elapsed: null, depends: [], precedes: [],
    };
    at++;
    all.push(own);
    parent?.children.push(own);
    if (tokens[at] !== '{') return;
    for (at++; tokens[at] !== '}';) {
      const word = tokens[at++]!;
      if (word === 'task') task(own);
      else if (word === 'start') own.start = tokens[at++]!;
      else if (word === 'length') own.length = tokens[at++]!;
      else if (word === 'duration') own.elapsed = tokens[at++]!;
      else if (word === 'depends') own.depends.push(...links());
      else if (word === 'precedes') own.precedes.push(...links());
      else if (tokens[at] === '{') skipBlock();
    }
    at++;
  }
  while (at < tokens.length) {
    if (tokens[at] === 'task') {
      at++;
      task(null);
    } else if (tokens[at] === '{') skipBlock();
    else at++;
  }
  return all;
}

/** `!!a.b` from a task: two levels up, then down. */
function resolve(task: Task, path: string): string {
  const ups = /^!*/.exec(path)![0].length;
  if (ups === 0) return path;
  let base: Task | null = task;
  for (let level = 0; level < ups; level++) base = base?.parent ?? null;
  return `${base ? `${base.id}.` : ''}${path.slice(ups)}`;
}

/** What a task precedes, its own and that of the tasks around it. */
function precedesOf(task: Task): Link[] {
  return [...task.precedes, ...(task.parent ? precedesOf(task.parent) : [])];
}

/** The plan; ids are those of TaskJuggler, the outermost task stands for the program. */
export function planOfTaskJuggler(source: string, start: string): { plan: Plan; tasks: readonly { id: string; leaf: boolean }[] } {
  const tasks = tasksOf(source);
  const root = tasks[0]!.id;
  const activities: PlanText['activities'] = {};
  const short = (id: string): string => id.slice(root.length + 1);
  for (const task of tasks.slice(1)) {
    const leaf = task.children.length === 0;
    const text: ActivityText = {
      kind: leaf && !task.length && !task.elapsed ? 'milestone' : 'task',
      in: task.parent && task.parent.id !== root ? task.parent.id : undefined,
      estimate: task.length ?? task.elapsed?.replace(/(\D+)$/, 'e$1'),
      after: task.depends.map(link => `${short(resolve(task, link.to))}${link.gap ? ` + ${link.gap}` : ''}`),
    };
    if (text.kind === 'milestone' && ![...task.depends, ...precedesOf(task)].some(link => /\d[dw]/.test(link.gap))) text.calendar = 'always';
    if (task.start) text.dates = [`start not-before ${task.start}T00:00`];
    if (leaf) {
      for (let above: Task | null = task; above; above = above.parent) {
        for (const link of above.precedes) text.after!.push(`finish start of ${short(resolve(above, link.to))}${link.gap ? ` - ${link.gap}` : ''}`);
      }
    }
    activities[task.id] = text;
  }
  return {
    plan: planOf({ programs: { [root]: { start: `${start}T00:00`, asOf: `${start}T00:00` } }, activities, calendars: { always: { week: [[[0, 1, 2, 3, 4, 5, 6], [[0, 1440]]]] } } }),
    tasks: tasks.slice(1).map(task => ({ id: task.id, leaf: task.children.length === 0 })),
  };
}
