/** References that lead nowhere, or to several things: what was meant, and why it does not fit. */
import { AstUtils } from 'langium';
import type { LangiumDocument } from 'langium';
import { issueOf, valueSpanOf } from './issue.ts';
import type { Span, SyntaxIssue } from './issue.ts';
import { limits } from './limits.ts';
import { idOf, kindOf } from './names.ts';
import type { Declared } from './names.ts';
import { nearest } from './nearest.ts';
import type { NameReference, ProgramLinker } from './references.ts';
import { isSeveral } from './scopes.ts';

/** Policies that every workspace has. */
const builtInPolicies = new Set(['startup', 'enterprise', 'regulated']);

/** What a property takes, by the type of its reference. */
const wanted: Readonly<Record<string, string>> = {
  Activity: 'an activity (task, milestone, gate, release or workstream)', Party: 'a person or a team', Person: 'a person', Team: 'a team', Calendar: 'a calendar', Policy: 'a policy',
  Program: 'a program', Subject: 'something of the plan', Action: 'an action', Risk: 'a risk', Decision: 'a decision', Option: 'an option of this decision', Step: 'a step of this cutover',
};
const article = (kind: string): string => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
const everything = (): boolean => true;
/** A path as a message shows it: nobody reads hundreds of steps. */
const shown = (path: string): string => `\`${path.length > 120 ? `${path.slice(0, 120)}…` : path}\``;

export function referenceIssues(document: LangiumDocument, linker: ProgramLinker): SyntaxIssue[] {
  const { names } = linker;
  const issues: SyntaxIssue[] = [];
  const uri = document.uri.toString();
  // Comparing names costs; a file full of wrong ones gets fewer suggestions, not a slow editor.
  const look = { left: limits.comparisons as number };
  for (const reference of linker.referencesOf(document)) {
    const { error, $refText: text, $refNode } = reference;
    if (!error || !$refNode || text === '') continue;
    const span = { start: $refNode.offset, end: $refNode.end };
    if (error.code === 'ambiguous-reference') issues.push(ambiguous(reference, error.candidates, uri, span));
    else if (!isBuiltIn(reference)) issues.push(unresolved(reference, span));
  }
  return issues;

  function unresolved(reference: NameReference, span: Span): SyntaxIssue {
    const { container, property, $refText: text } = reference;
    const kind = wanted[linker.referenceType(reference)] ?? 'something';
    const give = (message: string, suggestions: readonly string[] = [], related: SyntaxIssue['related'] = []): SyntaxIssue =>
      issueOf('unresolved-reference', uri, span, message, suggestions, related);
    if (text.endsWith('.')) return give(`${shown(text)} is not complete: a name follows the dot.`);
    const lead = /^(.+?)-(\d+(?:min|[hdw]))$/.exec(text);
    if (lead && !isSeveral(names.resolve(container, lead[1]!, linker.accepts(container, property)))) {
      return give(`Nothing is called ${shown(text)}. A lead stands apart: \`${lead[1]} - ${lead[2]}\`.`, [`${lead[1]} - ${lead[2]}`]);
    }
    const other = names.resolve(container, text, everything);
    const found = isSeveral(other) ? other[0] : other;
    if (found) {
      return give(`${shown(text)} is ${article(kindOf(found))}; ${kind} is needed here.`, [], [{ message: `${shown(text)} is declared here`, place: placeOf(found) }]);
    }
    const suggestions = meantBy(reference, linker, look);
    if (!suggestions) return give(`Nothing here is called ${shown(text)}: ${kind} is needed.`);
    const hint = suggestions.length > 0 ? ` Did you mean ${suggestions.map(name => `\`${name}\``).join(' or ')}?` : ` ${kind[0]!.toUpperCase()}${kind.slice(1)} is needed.`;
    return { ...give(`Nothing here is called ${shown(text)}.${hint}`, suggestions), data: { suggestions, wanted: linker.referenceType(reference) } };
  }

  /** All readings, each with a name that means only it, where there is one. */
  function ambiguous(reference: NameReference, candidates: readonly Declared[], at: string, span: Span): SyntaxIssue {
    const { container, property, $refText: text } = reference;
    const accepts = linker.accepts(container, property);
    const suggestions = candidates.map(idOf).filter((id, i) => names.resolve(container, id, accepts) === candidates[i]);
    const kinds = candidates.map(candidate => article(kindOf(candidate))).join(' and ');
    return issueOf('ambiguous-reference', at, span, `${shown(text)} may mean ${kinds}. Rename one of them.`, suggestions,
      candidates.map(candidate => ({ message: `${kindOf(candidate)} \`${idOf(candidate)}\``, place: placeOf(candidate) })));
  }
}

/** What a reference may have meant, as long as no name comes or goes: it is asked after every edit. */
const meant = new WeakMap<NameReference, { readonly version: number; readonly suggestions: readonly string[]; readonly looked: number }>();

/** The names nearest to what a reference says; null where too many have been looked at already. */
function meantBy(reference: NameReference, linker: ProgramLinker, look: { left: number }): readonly string[] | null {
  if (look.left <= 0) return null;
  const { names } = linker;
  const known = meant.get(reference);
  if (known?.version === names.version) {
    look.left -= known.looked;
    return known.suggestions;
  }
  const { container, property, $refText: text } = reference;
  const accepts = linker.accepts(container, property);
  const own = { left: limits.comparedNames as number };
  const candidates = [...names.visible(container, accepts, limits.comparedNames, own)];
  const looked = limits.comparedNames - own.left;
  look.left -= looked;
  const close = new Set(candidates.map(candidate => candidate.name));
  // A path from further out is meant just as well: `api.extrat` written inside `api`.
  if (text.includes('.')) for (const { target } of candidates) close.add(idOf(target)).add(idOf(target).slice(idOf(target).indexOf('.') + 1));
  const suggestions = nearest(text, close).filter(name => !isSeveral(names.resolve(container, name, accepts)));
  meant.set(reference, { version: names.version, suggestions, looked });
  return suggestions;
}

const placeOf = (node: Declared): Span & { readonly uri: string } => ({ uri: AstUtils.getDocument(node).uri.toString(), ...valueSpanOf(node, 'name') });

const isBuiltIn = ({ container, property, $refText }: NameReference): boolean =>
  builtInPolicies.has($refText) && (container.$type === 'PolicyUse' || (container.$type === 'Policy' && property === 'base'));
