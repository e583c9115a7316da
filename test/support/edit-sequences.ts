/**
 * Sequences of edits over a workspace of several documents, and what must be true after each: the state that was brought up to date edit by
 * edit is the state that a fresh start computes from the same texts.
 *
 *     await fc.assert(fc.asyncProperty(editSequence(), assertSameAsFresh));
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EmptyFileSystem } from 'langium';
import { generatePlan } from '../bench/generate.ts';
import { createLanguage } from '../../server/language.ts';
import type { Language } from '../../server/language.ts';
import { createOpenTexts } from '../../server/texts.ts';
import type { OpenTexts } from '../../server/texts.ts';
import { atlas, damaged, piece, soup } from './any-text.ts';
import { stateOf } from './workspace-state.ts';
import type { WorkspaceState } from './workspace-state.ts';

/** Files of a workspace, path to text. */
export type Files = Readonly<Record<string, string>>;
/** A workspace to begin with; a failed property prints its name alone. */
export interface Beginning { readonly name: string; readonly files: Files; [fc.toStringMethod](): string }

const beginning = (name: string, files: Files): Beginning => ({ name, files, [fc.toStringMethod]: () => JSON.stringify(name) });

/** Where an edit lands: at any character, at the start of a line, or at the start of a word. */
type Snap = 'anywhere' | 'line' | 'word';

/** Numbers are drawn without knowing the texts and wrap around: a step means something in every text, which is what makes cases small. */
export type Step = { readonly file: number; readonly at: number; /** The next step follows before anything is computed. */ readonly burst: boolean } & (
  | { readonly kind: 'edit'; readonly snap: Snap; readonly removed: number; readonly inserted: string }
  /** Whole lines go, come twice, or move elsewhere. */
  | { readonly kind: 'cut' | 'double' | 'move'; readonly lines: number; readonly to: number }
  /** A word becomes another, here only: references break, or mean something else. */
  | { readonly kind: 'reword'; readonly word: string }
  | { readonly kind: 'replace'; readonly text: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'delete' | 'create' }
);

export interface EditSequence { readonly from: Beginning; readonly steps: readonly Step[] }

const several: Files = {
  '/a.program': `program atlas "Atlas" {
  start 2026-01-12
  owner ana
  workstream api "API" {
    /** What others wait for. */
    task extract "Extract" { estimate 2d..3d..8d  owner ana }
    task test {
      estimate 2d
      after extract + 1d
    }
  }
  gate ready { after api.test  check runbook { owner ana } }
  milestone live "Live" { after ready, docs.guide  by 2026-02-02 }
}
`,
  '/b.program': `part of atlas
workstream docs "Docs" {
  // A note.
  task guide { estimate 4d  after api.extract  owner writers }
}
dependency guide-for-live { from docs.guide  to live  needed by 2026-01-20 }
risk late { probability 30%  impact 2d on docs.guide  owner lee }
`,
  '/c.program': `program other {
  start 2026-01-05
  task before { estimate 1w }
  task use "Use" { estimate 2d  after before, atlas.live  note """
two } lines
""" }
}
team writers { lead lee  size 2 }
person ana "Ana"
person lee { team writers }
`,
};

const twins: Files = {
  '/a.program': 'program p {\n  task x { estimate 1d }\n  task y { estimate 1d  after x }\n}\n',
  '/b.program': 'program q {\r\n  task x { estimate 2d  after p.y }\r\n  task y { estimate 1d  after x }\r\n}\r\n',
};

const generated = (n: number, files: number): Files => Object.fromEntries(generatePlan(n, { files }).map(({ path, text }) => [`/${path}`, text]));

/** Small workspaces, whose states are compared thousands of times. */
export const smallWorkspaces: readonly Beginning[] = [
  beginning('several', several), beginning('twins', twins), beginning('nothing', { '/a.program': '' }), beginning('generated', generated(12, 1)), beginning('generated, two files', generated(55, 2)),
];
/** The example, with a file that belongs to it. */
export const exampleWorkspace: Beginning = beginning('example', { '/a.program': atlas, '/b.program': several['/b.program'] ?? '' });

const inserted = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('x', 'e', ' ', '\n', '\n\n', '{', '}', '"', ',', '.', '1', '-', '\r\n', '\t') },
  { weight: 3, arbitrary: fc.constantFrom(
    'task n { estimate 1d  after x }\n', '  workstream w { task t { estimate 2d } }\n', 'after x ', 'after api.extract\n', 'program p { task x }\n', 'part of atlas\n', 'person ana\n',
    'calendar c { week mon-thu 09:00-17:00 }\n', 'milestone m { by 2026-01-01 }\n', '  }\n', 'task a {\n', 'start 2026-03-02\n', 'as of 2026-01-20\n', 'policy regulated\n', 'done 2026-01-13 ',
  ) },
  { weight: 2, arbitrary: fc.constantFrom('/*', '*/', '//', '/** doc */', '"""', '""', '// allow unresolved-reference: because\n', '\u0000', '\uFEFF', '\u{1F680}', 'é', '\uD800') },
  { weight: 2, arbitrary: piece },
  { weight: 1, arbitrary: fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(' ')) },
);

const word = fc.constantFrom('x', 'y', 'api', 'extract', 'atlas', 'ana', 'docs', 'p', 'task', 'milestone', 'estimate', 'after', '3d', 'nobody', 't1');
const wrapping = fc.nat({ max: 99_999 });
const common = { file: fc.nat({ max: 5 }), at: wrapping, burst: fc.boolean() };

function steps(texts: readonly string[]): fc.Arbitrary<Step> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.record({
      kind: fc.constant('edit' as const), ...common,
      snap: fc.constantFrom<Snap>('anywhere', 'line', 'word'), removed: fc.oneof(fc.constant(0), fc.constant(1), fc.nat({ max: 12 })), inserted: fc.oneof(fc.constant(''), inserted),
    }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('cut' as const, 'double' as const, 'move' as const), ...common, lines: fc.integer({ min: 1, max: 6 }), to: wrapping }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('reword' as const), ...common, word }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('replace' as const), ...common, text: fc.oneof(soup, damaged(texts)) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), ...common }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('delete' as const, 'create' as const), ...common }) },
  );
}

/** A workspace and what is done to it. */
export function editSequence(of: readonly Beginning[] = smallWorkspaces, maxLength = 12): fc.Arbitrary<EditSequence> {
  const texts = of.flatMap(({ files }) => Object.values(files));
  return fc.record({ from: fc.constantFrom(...of), steps: fc.array(steps(texts), { minLength: 1, maxLength }) });
}

/** One replacement of characters in one file; a file that did not exist begins as an empty text, a file without a text is deleted. */
export interface Change { readonly path: string; readonly start: number; readonly end: number; readonly text: string | null }

/** The change that a step stands for in these texts; `before` are the texts that each file had, for taking back. */
export function changeOf(step: Step, files: ReadonlyMap<string, string>, before: ReadonlyMap<string, string>): Change {
  const paths = [...files.keys()].sort();
  const path = paths[step.file % Math.max(1, paths.length)] ?? '/a.program';
  const text = files.get(path) ?? '';
  const replaced = (start: number, end: number, by: string): Change => ({ path, start, end, text: by });
  switch (step.kind) {
    case 'edit': {
      const start = snapped(text, step.at, step.snap);
      return replaced(start, Math.min(text.length, start + step.removed), step.inserted);
    }
    case 'cut': case 'double': case 'move': {
      const start = snapped(text, step.at, 'line');
      let end = start;
      for (let line = 0; line < step.lines && end < text.length; line++) end = text.includes('\n', end) ? text.indexOf('\n', end) + 1 : text.length;
      const lines = text.slice(start, end);
      if (step.kind === 'double') return replaced(start, start, lines);
      if (step.kind === 'cut') return replaced(start, end, '');
      const rest = text.slice(0, start) + text.slice(end);
      const to = snapped(rest, step.to, 'line');
      return replaced(0, text.length, rest.slice(0, to) + lines + rest.slice(to));
    }
    case 'reword': {
      const start = snapped(text, step.at, 'word');
      return replaced(start, start + (/^[\p{L}\p{N}_-]*/u.exec(text.slice(start, start + 300))?.[0].length ?? 0), step.word);
    }
    case 'replace': return replaced(0, text.length, step.text);
    case 'undo': return replaced(0, text.length, before.get(path) ?? '');
    case 'delete': return { path, start: 0, end: text.length, text: null };
    case 'create': {
      const free = ['/a.program', '/b.program', '/c.program', '/d.program'].find(one => !files.has(one));
      return free === undefined ? replaced(0, 0, '') : { path: free, start: 0, end: 0, text: before.get(free) ?? 'part of atlas\ntask new { estimate 1d  after live }\n' };
    }
  }
}

function snapped(text: string, at: number, snap: Snap): number {
  const any = at % (text.length + 1);
  if (snap === 'anywhere') return any;
  if (snap === 'line') return text.lastIndexOf('\n', any - 1) + 1;
  let start = any;
  while (start > 0 && /[\p{L}\p{N}_-]/u.test(text[start - 1] ?? '')) start--;
  return start;
}

/** A workspace that is edited as in an editor: what changed is sent as changes, and the language is brought up to date with it. */
export interface EditedWorkspace {
  readonly texts: ReadonlyMap<string, string>;
  apply(change: Change): void;
  /** Computes everything anew that the changes since the last time concern. */
  update(): Promise<WorkspaceState>;
}

const silent = { error(message: string): never { throw new Error(message); }, info() { /* nobody listens */ } };
const noon = Date.UTC(2026, 0, 14, 12) / 60_000;

/** Texts that are open, and the language that reads them. */
export interface Reader { readonly open: OpenTexts; readonly language: Language }

export function newReader(): Reader {
  const open = createOpenTexts();
  return { open, language: createLanguage(open, EmptyFileSystem.fileSystemProvider(), silent) };
}

/** `folder` is where the files seem to lie; it does not show in the states. */
export function editedWorkspace(files: Files, { open, language }: Reader = newReader(), folder = 'file:///w'): EditedWorkspace {
  const texts = new Map<string, string>();
  const changed = new Set<string>();
  const deleted = new Set<string>();
  let version = 0;

  const workspace: EditedWorkspace = {
    texts,
    apply({ path, start, end, text }) {
      const uri = folder + path;
      const now = texts.get(path);
      if (text === null) {
        if (now === undefined) return;
        texts.delete(path);
        open.close(uri);
        changed.delete(uri);
        deleted.add(uri);
        return;
      }
      if (now === undefined) open.open(uri, ++version, text);
      else {
        const document = open.live(uri);
        assert.ok(document);
        open.change(uri, ++version, [{ range: { start: document.positionAt(start), end: document.positionAt(end) }, text }]);
      }
      texts.set(path, open.live(uri)?.getText() ?? '');
      changed.add(uri);
      deleted.delete(uri);
    },
    async update() {
      await language.update([...changed], [...deleted]);
      changed.clear();
      deleted.clear();
      return stateOf(language.documents(), language.analyse({ today: noon }), folder);
    },
  };
  for (const [path, text] of Object.entries(files)) workspace.apply({ path, start: 0, end: 0, text });
  return workspace;
}

/** Making the language anew for each state would take most of the time: the documents are new, under addresses that were never seen before. */
let reader = newReader();
let starts = 0;

/** What a language that knows nothing computes from the texts. */
export async function freshState(texts: ReadonlyMap<string, string>): Promise<WorkspaceState> {
  // Now and then really everything is new.
  if (++starts % 200 === 0) reader = newReader();
  const folder = `file:///fresh-${starts}`;
  const workspace = editedWorkspace(Object.fromEntries(texts), reader, folder);
  const state = await workspace.update();
  await reader.language.update([], [...texts.keys()].map(path => folder + path));
  for (const path of texts.keys()) reader.open.close(folder + path);
  return state;
}

/** Runs a sequence; after each step that is not part of a burst, everything must be as after a fresh start. Returns how often that was compared. */
export async function assertSameAsFresh({ from, steps }: EditSequence, edited: Reader = newReader()): Promise<number> {
  const workspace = editedWorkspace(from.files, edited);
  await workspace.update();
  const before = new Map(Object.entries(from.files));
  let compared = 0;
  for (const [index, step] of steps.entries()) {
    const change = changeOf(step, workspace.texts, before);
    const text = workspace.texts.get(change.path);
    workspace.apply(change);
    if (step.kind !== 'undo' && text !== undefined) before.set(change.path, text);
    if (step.burst && index < steps.length - 1) continue;
    const state = await workspace.update();
    const expected = await freshState(workspace.texts);
    compared++;
    for (const [name, lines] of Object.entries(expected)) {
      if (lines === state[name]) continue;
      assert.deepEqual(state[name]?.split('\n'), lines.split('\n'), `The ${name} after step ${index} differs from a fresh start. It was ${JSON.stringify(change).slice(0, 2000)
      } in a file with the text ${JSON.stringify(text ?? '').slice(0, 4000)}`);
    }
    assert.deepEqual(Object.keys(state), Object.keys(expected));
  }
  return compared;
}
