import assert from 'node:assert/strict';
import { URI, isReference } from 'langium';
import type { LangiumDocument } from 'langium';
import { createProgramServices } from '../../language/program-services.ts';
import { syntaxIssues } from '../../language/syntax/issues.ts';
import { idOf, isDeclared, kindOf } from '../../language/syntax/names.ts';
import { generatePlan } from '../bench/generate.ts';
import { issuesOf, read, shown } from './languages.ts';

const language = createProgramServices();

/** What each reference of the documents stands for: `text -> kind id`, or `text -> code`. */
async function links(files: string | Readonly<Record<string, string>>): Promise<string[]> {
  const { documents } = await read(files, language);
  return documents.flatMap(linksOf);
}

function linksOf(document: LangiumDocument): string[] {
  return document.references.filter(reference => isReference(reference)).map(reference => {
    const target = reference.ref;
    return `${reference.$refText} -> ${target && isDeclared(target) ? `${kindOf(target)} ${idOf(target)}` : (reference.error as { code?: string } | undefined)?.code}`;
  });
}

describe('References', () => {
  it('look from the innermost block outwards', async () => {
    assert.deepEqual(await links(`
      program p {
        task build
        workstream w {
          task build
          task a { after build }
          workstream inner { task build  task b { after build, w.build } }
        }
        task c { after build, w.build, w.inner.build }
      }`), [
      'build -> task p.w.build', 'build -> task p.w.inner.build', 'w.build -> task p.w.build', 'build -> task p.build', 'w.build -> task p.w.build', 'w.inner.build -> task p.w.inner.build',
    ]);
  });

  it('take the innermost level at which a whole path exists', async () => {
    assert.deepEqual(await links(`
      program p {
        workstream api { task x }
        workstream other { workstream api { task y }  task a { after api.x, api.y } }
      }`), ['api.x -> task p.api.x', 'api.y -> task p.other.api.y']);
  });

  it('take only what the property accepts', async () => {
    assert.deepEqual(await links(`
      team launch { size 3 }
      person ana
      program p {
        release launch { owner launch }
        risk launch "R" { impact 3d on launch  owner ana }
        task a { after launch  needs launch 1  action launch }
        action launch { for launch.a }
        workstream launch { task a }
      }`), [
      'launch -> team launch', 'launch -> ambiguous-reference', 'ana -> person ana', 'launch -> ambiguous-reference', 'launch -> team launch', 'launch -> action p.launch', 'launch.a -> task p.launch.a',
    ]);
  });

  it('go over files of one program and over programs', async () => {
    assert.deepEqual(await links({
      'a.program': 'program atlas { workstream api { task build } }\nperson ana',
      'b.program': 'part of atlas\nowner ana\ntask test { after api.build, atlas.api.build, zeus.ship }',
      'c.program': 'program zeus { task ship { after atlas.test } }',
    }), ['atlas -> program atlas', 'ana -> person ana', 'api.build -> task atlas.api.build', 'atlas.api.build -> task atlas.api.build', 'zeus.ship -> task zeus.ship', 'atlas.test -> task atlas.test']);
  });

  it('find options in their decision, steps in their cutover, checks in their gate', async () => {
    assert.deepEqual(await links(`program p {
      decision d { option a  option b  recommend a  choose b }
      decision e { option a  recommend a }
      release r { cutover { step one  step two { after one } } }
      release s { cutover { step one  step two { after one } } }
      gate g { check c }
      gate h { check k { requires passed g.c and passed g and decided d } }
    }`), ['a -> option p.d.a', 'b -> option p.d.b', 'a -> option p.e.a', 'one -> step p.r.one', 'one -> step p.s.one', 'g.c -> check p.g.c', 'g -> gate p.g', 'd -> decision p.d']);
  });

  it('compare names in one Unicode form', async () => {
    assert.deepEqual(await links('program p { task pr\u00FCfung  task b { after pru\u0308fung } }'), ['pr\u00FCfung -> task p.pr\u00FCfung']);
  });

  it('know the policies that every workspace has', async () => {
    assert.deepEqual(await issuesOf('program p { policy enterprise }\npolicy q extends regulated { critical slack 0d }', language), []);
  });

  it('know a record that is named inside another from one that is declared there', async () => {
    const { documents } = await read('program p { action fix "F"  risk r { action fix  action more "M" { done 2026-01-01 }  mitigation "x" }  issue i { risk r, r\n action r.more } }', language);
    assert.deepEqual(documents.flatMap(linksOf), ['fix -> action p.fix', 'r -> risk p.r', 'r -> risk p.r', 'r.more -> action p.r.more']);
  });
});

describe('Names that resolve to nothing, or to several things', () => {
  const check = (name: string, text: string, ...expected: readonly (readonly [string, string, ...string[]])[]): void => {
    it(name, async () => {
      const issues = await issuesOf(text, language);
      assert.deepEqual(issues.map(issue => [shown(issue, text), issue.message, ...issue.data?.suggestions ?? []]), expected);
    });
  };
  check('says what was meant', 'program p { task design  task b { after desing } }',
    ['1:41 unresolved-reference "desing"', 'Nothing here is called `desing`. Did you mean `design`?', 'design']);
  check('follows a path to where it breaks', 'program p { workstream api { task extract }  task b { after api.extrat } }',
    ['1:61 unresolved-reference "api.extrat"', 'Nothing here is called `api.extrat`. Did you mean `api.extract`?', 'api.extract']);
  check('says which kind it is', 'person ana\nprogram p { task b { after ana } }',
    ['2:28 unresolved-reference "ana"', '`ana` is a person; an activity (task, milestone, gate, release or workstream) is needed here.']);
  check('knows a lead without its spaces', 'program p { task a  task b { after a-2d } }',
    ['1:36 unresolved-reference "a-2d"', 'Nothing is called `a-2d`. A lead stands apart: `a - 2d`.', 'a - 2d']);
  check('waits for the rest of a path', 'program p { workstream api  task b { after api. } }',
    ['1:44 unresolved-reference "api."', '`api.` is not complete: a name follows the dot.']);
  check('lists both readings', 'program p { task x  milestone x  task b { after x } }',
    ['1:49 ambiguous-reference "x"', '`x` may mean a task and a milestone. Rename one of them.']);
  it('points at both readings', async () => {
    const [issue] = await issuesOf('program p { task x  milestone x  task b { after x } }', language);
    assert.deepEqual(issue?.related.map(({ message, place }) => [message, place.start]), [['task `p.x`', 17], ['milestone `p.x`', 30]]);
  });
  it('says nothing twice: two tasks of one name are one issue, where they are declared', async () => {
    const text = 'program p { task x  task x  task b { after x } }';
    assert.deepEqual((await issuesOf(text, language)).map(issue => shown(issue, text)), ['1:26 duplicate-name "x"']);
  });
  it('stays quick with thousands of wrong names', async () => {
    const lines = Array.from({ length: 3_000 }, (_, i) => `task t${i} { after wrong${i} }`).join('\n');
    const start = performance.now();
    assert.equal((await issuesOf(`program p {\n${lines}\n}`, language)).length, 3_000);
    assert.ok(performance.now() - start < 5_000, `${performance.now() - start} ms`);
  });
});

describe('Linking', () => {
  /** Milliseconds to link a flat plan, the best of several. */
  async function linkTime(n: number): Promise<number> {
    const [file] = generatePlan(n, { flat: true });
    const { documents: [document], program } = await read(file?.text ?? '', language);
    assert.ok(document);
    const times = Array.from({ length: 7 }, () => {
      program.references.Linker.unlink(document);
      const start = performance.now();
      for (const reference of program.references.Linker.referencesOf(document)) void reference.ref;
      return performance.now() - start;
    });
    return Math.min(...times);
  }

  it('grows with the number of references', async () => {
    await linkTime(2_000);
    const [small, large] = [await linkTime(4_000), await linkTime(16_000)];
    assert.ok(large < small * 4 * 2, `${small.toFixed(1)} ms for 4,000, ${large.toFixed(1)} ms for 16,000`);
  });
});

describe('A change in one document', () => {
  const uri = (path: string): URI => URI.parse(`file:///${path}`);

  /** Changes a text and rebuilds; says which of the other documents were linked again. */
  async function change(files: Record<string, string>, path: string, text: string): Promise<{ relinked: string[]; links: string[]; issues: string[] }> {
    const own = createProgramServices();
    const texts = new Map(Object.entries(files));
    const provider = own.shared.workspace.FileSystemProvider;
    provider.readFile = async file => texts.get(file.path.slice(1)) ?? '';
    provider.stat = async file => ({ isFile: true, isDirectory: false, uri: file });
    await read(files, own);
    const { DocumentBuilder, LangiumDocuments } = own.shared.workspace;
    const before = new Map(LangiumDocuments.all.map(document => [document.uri.path, document.references] as const));
    texts.set(path, text);
    await DocumentBuilder.update([uri(path)], []);
    const all = LangiumDocuments.all.toArray();
    return {
      relinked: all.filter(document => document.references !== before.get(document.uri.path) && document.uri.path !== `/${path}`).map(document => document.uri.path.slice(1)).sort(),
      links: all.flatMap(linksOf).sort(),
      issues: all.flatMap(document => syntaxIssues(document)).map(issue => `${issue.uri.slice(8)} ${issue.code}`).sort(),
    };
  }
  const files = {
    'people.program': 'person ana\nperson lee',
    'plan.program': 'program p { task build { owner ana }  task test { after build, nowhere } }',
    'other.program': 'program q { task ship { owner lee } }',
  };

  it('relinks nothing where no name changed, and points references at the new tree', async () => {
    const { relinked, links: found } = await change(files, 'people.program', '\n\nperson ana "Ana"\nperson lee');
    assert.deepEqual(relinked, []);
    assert.ok(found.includes('ana -> person ana'));
  });
  it('relinks what uses a name that went', async () => {
    const { relinked, links: found } = await change(files, 'people.program', 'person anna\nperson lee');
    assert.deepEqual(relinked, ['plan.program']);
    assert.ok(found.includes('ana -> unresolved-reference'));
  });
  it('relinks what missed a name that came, although it is in another file', async () => {
    const { relinked, links: found } = await change(files, 'other.program', 'part of p\ntask nowhere');
    assert.deepEqual(relinked, ['plan.program']);
    assert.ok(found.includes('nowhere -> task p.nowhere'));
  });
  it('does not relink a document for its own unresolved names', async () => {
    assert.deepEqual((await change(files, 'other.program', 'program q { task ship { owner lee }  task more }')).relinked, []);
  });
  it('sees a name that is taken in a document before', async () => {
    const { relinked, issues } = await change(files, 'aaa.program', 'person lee');
    assert.deepEqual(relinked, ['other.program', 'people.program']);
    assert.ok(issues.includes('people.program duplicate-name'));
  });
  it('leads to the nodes of the new tree', async () => {
    const own = createProgramServices();
    const { documents } = await read(files, own);
    own.shared.workspace.FileSystemProvider.readFile = async file => file.path === '/people.program' ? '// moved\nperson ana\nperson lee' : '';
    await own.shared.workspace.DocumentBuilder.update([uri('people.program')], []);
    const reference = documents[1]?.references.find(candidate => candidate.$refText === 'ana');
    assert.ok(reference && isReference(reference) && reference.ref?.$cstNode);
    assert.equal(reference.ref.$cstNode.offset, 9);
    const found = own.shared.workspace.IndexManager.findAllReferences(reference.ref, '').toArray();
    assert.deepEqual(found.map(({ sourceUri, segment }) => [sourceUri.path, segment.offset]), [['/plan.program', 31]]);
  });
});
