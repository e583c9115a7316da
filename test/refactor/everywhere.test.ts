/** Every refactoring at every declaration of the example, and every edit of it applied: whatever is taken, the text stays a plan. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { URI } from 'langium';
import { allowFinding } from '../../language/checks/fixes/allow.ts';
import { fixesFor, safeFixes } from '../../language/checks/check.ts';
import { createAnalyzer } from '../../language/analysis.ts';
import { createProgramServices } from '../../language/program-services.ts';
import { refactoringsAt } from '../../language/refactor/registry.ts';
import type { Change } from '../../language/refactor/refactoring.ts';
import { seeded } from '../bench/measure.ts';
import { analyseFiles, pathOf, uriOf } from '../support/analyse.ts';
import { readInstant } from '../../language/plan/dates.ts';

const atlas = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');
const part = 'part of atlas\nworkstream docs "Documentation" {\n  task guide "Write the guide" { estimate 5d  after api.contracts + 2d }\n}\n';
const today = readInstant('2026-03-20')!.at;
const broken = new Set(['syntax', 'unresolved-reference', 'ambiguous-reference', 'duplicate-name', 'duplicate-property', 'impossible-date', 'impossible-range', 'internal-error']);
/** These change what the plan says; all others change how it says it. */
const changeDates = /^(?:hard-date|mark-|split|move-to|link-to-contract)/;

function apply(texts: ReadonlyMap<string, string>, { edits, creates = [], deletes = [] }: Change): Map<string, string> {
  const after = new Map(texts);
  for (const { uri, text } of creates) after.set(uri, text);
  for (const uri of deletes) after.delete(uri);
  for (const [uri, text] of texts) {
    const own = edits.filter(edit => edit.uri === uri).sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
    for (const [at, edit] of own.entries()) assert.ok(at === 0 || edit.span.end <= own[at - 1]!.span.start, 'edits do not overlap');
    if (after.has(uri)) after.set(uri, own.reduce((whole, { span, newText }) => whole.slice(0, span.start) + newText + whole.slice(span.end), text));
  }
  return after;
}

describe('Refactorings everywhere', function () {
  this.timeout(60_000);
  for (const [name, eol] of [['with line feeds', '\n'], ['with carriage returns', '\r\n']] as const) {
    it(`keep the example a plan, ${name}`, async () => {
      const texts = new Map([[uriOf('/atlas.program'), atlas], [uriOf('/docs.program'), part]].map(([uri, text]) => [uri!, text!.replace(/\r?\n/g, eol)]));
      const services = createProgramServices();
      const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
      const documents = [...texts].map(([uri, text]) => LangiumDocumentFactory.fromString(text, URI.parse(uri)));
      for (const document of documents) LangiumDocuments.addDocument(document);
      await DocumentBuilder.build(documents, { validation: false });
      const { plan, schedule, findings } = createAnalyzer(services).analyse({ today });
      const finishes = schedule.programs.map(({ finish }) => finish);
      const ids = new Set<string>();
      const places = [...plan.byKey.values()].flatMap(element => [element.nameSpan, ...valuesOf(element)].filter(span => span !== undefined).map(span => ({ uri: element.uri, start: span.start, end: span.start })));
      const seen = new Set<string>();
      for (const at of [...places, { uri: uriOf('/docs.program'), start: 0, end: 0 }]) {
        for (const refactoring of refactoringsAt(at, { plan, schedule, text: uri => texts.get(uri) ?? null, documents: () => documents })) {
          const change = refactoring.change();
          assert.ok(change, `${refactoring.title}: what is offered can be done`);
          const after = apply(texts, change);
          const content = [...after.values()].join('');
          if (seen.has(content)) continue;
          seen.add(content);
          ids.add(refactoring.id.replace(/:.*/, ''));
          const what = `${refactoring.title} at ${plan.byKey.get([...plan.byKey.keys()].find(key => plan.byKey.get(key)!.nameSpan.start === at.start) ?? '')?.id ?? at.start}`;
          if (eol === '\r\n') assert.ok(!/(?<!\r)\n/.test(content), `${what}: line ends`);
          const analysis = await analyseFiles([...after].map(([uri, text]) => ({ path: pathOf(uri), text })), { today });
          assert.deepEqual(analysis.findings.filter(({ code }) => broken.has(code)).map(({ message }) => message), findings.filter(({ code }) => broken.has(code)).map(({ message }) => message), what);
          if (!changeDates.test(refactoring.id)) assert.deepEqual(analysis.schedule.programs.map(({ finish }) => finish), finishes, what);
        }
      }
      assert.ok(ids.size >= 12, `only ${[...ids].join(', ')}`);
    });
  }
});

describe('Code actions in a damaged text', function () {
  this.timeout(60_000);
  it('are offered or not, and never fail', async () => {
    const random = seeded(7);
    const services = createProgramServices();
    const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
    let taken = 0;
    let repaired = 0;
    for (let round = 0; round < 40; round++) {
      let text = atlas.slice(0, 6000);
      for (let cut = 0; cut < 6; cut++) {
        const at = Math.floor(random() * text.length);
        text = text.slice(0, at) + ['', '}', '{', '"', '\r\n', 'after ', ', ', '// ', 'x', 'a'][Math.floor(random() * 10)]! + text.slice(at + Math.floor(random() * 30));
      }
      const document = LangiumDocumentFactory.fromString(text, URI.parse(uriOf(`/${round}.program`)));
      LangiumDocuments.addDocument(document);
      await DocumentBuilder.build([document], { validation: false });
      const { plan, schedule, findings } = createAnalyzer(services).analyse({ today });
      const uri = document.uri.toString();
      const options = { plan, schedule, text: () => text, documents: () => [document] };
      for (const finding of findings) {
        const allowed = allowFinding(finding, text);
        for (const fix of [...fixesFor(finding, options), ...(allowed ? [allowed] : [])]) taken += apply(new Map([[uri, text]]), fix).size;
      }
      const safe = safeFixes(findings, options);
      if (safe.length > 0) {
        repaired += safe.length;
        const after = await analyseFiles([{ path: '/a.program', text: apply(new Map([[uri, text]]), { edits: safe.flatMap(({ edits }) => edits) }).get(uri)! }], { today });
        const errors = (all: readonly { readonly code: string }[]): number => all.filter(({ code }) => broken.has(code)).length;
        assert.ok(errors(after.findings) < errors(findings) || safe.every(({ title }) => title === 'Remove the comment'), 'safe repairs leave fewer errors');
      }
      for (const { nameSpan } of plan.byKey.values()) {
        for (const refactoring of refactoringsAt({ uri, start: nameSpan.start, end: nameSpan.end }, options)) {
          const change = refactoring.change();
          if (change) taken += apply(new Map([[uri, text]]), change).size;
        }
      }
      await DocumentBuilder.update([], [document.uri]);
    }
    assert.ok(taken > 500, `${taken} taken`);
    assert.ok(repaired > 4, `${repaired} repaired`);
  });
});

/** The places of links, dates and estimates. */
function valuesOf(element: object): readonly { readonly start: number }[] {
  const { after = [], constraints = [], by = null, estimate = null } = element as { after?: { span: { start: number } }[]; constraints?: { span: { start: number } }[]; by?: { span: { start: number } } | null; estimate?: { span: { start: number } } | null };
  return [...after, ...constraints, ...(by ? [by] : []), ...(estimate ? [estimate] : [])].map(({ span }) => span);
}
