/** One program out of its declaration and what `part of` adds to it in other documents. */
import type { DocumentPlan, PlanIssue, Program, Span } from './model.ts';

/** What a program says once: the declaration wins over its parts, an earlier document over a later one. */
const singles = [
  'title', 'doc', 'owner', 'deputy', 'status', 'raised', 'reviewed', 'due', 'cost',
  'sponsor', 'start', 'asOf', 'calendar', 'timezone', 'currency', 'policy',
] as const satisfies readonly (keyof Program)[];
const lists = ['notes', 'refs', 'links', 'tags', 'mentions', 'marks', 'charter'] as const satisfies readonly (keyof Program)[];

/**
 * The programs of documents that are sorted by uri, one per name. Values of a part carry their document in `span.uri`.
 * Issue: `duplicate-property` where two documents say what a program says once.
 */
export function mergePrograms(parts: readonly DocumentPlan[], issues: PlanIssue[]): Program[] {
  const byName = new Map<string, Program[]>();
  for (const part of parts) {
    for (const program of part.programs) {
      const same = byName.get(program.name);
      if (same) same.push(program);
      else byName.set(program.name, [program]);
    }
  }
  return [...byName.values()].map(pieces => {
    const first = pieces.find(piece => piece.declared) ?? pieces[0]!;
    return pieces.reduce((whole, piece) => (piece === first ? whole : joined(whole, piece, issues)), first);
  });
}

function joined(whole: Program, piece: Program, issues: PlanIssue[]): Program {
  const result: Record<string, unknown> = { ...whole };
  for (const name of singles) {
    const value = piece[name];
    if (value === null) continue;
    if (whole[name] === null) result[name] = within(piece.uri, value);
    else if (typeof value === 'object' && !piece.declared) issues.push(repeated(name, value.span, piece, whole));
  }
  for (const name of lists) {
    if (piece[name].length > 0) result[name] = [...whole[name], ...piece[name].map(value => within(piece.uri, value))];
  }
  return result as unknown as Program;
}

/** A copy whose spans name their document. */
function within(uri: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => within(uri, item));
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    copy[name] = name === 'span' ? { ...(item as Span), uri } : within(uri, item);
  }
  return copy;
}

function repeated(name: (typeof singles)[number], span: Span, piece: Program, whole: Program): PlanIssue {
  const word = name === 'asOf' ? 'as of' : name;
  const first = whole[name];
  const firstSpan = typeof first === 'object' && first !== null ? first.span : whole.nameSpan;
  return {
    code: 'duplicate-property',
    severity: 'error',
    message: `The program ${whole.name} already says '${word}' in another file; only the first counts.`,
    uri: piece.uri,
    span,
    related: [{ message: `The first '${word}'`, place: { ...firstSpan, uri: firstSpan.uri ?? whole.uri } }],
  };
}
