/** Programs, and what `part of` adds to one from another file. */
import type { AstNode } from 'langium';
import type * as ast from '../../syntax/generated/ast.ts';
import type { CharterLine, DateValue, Program, Text } from '../model.ts';
import { isTimezone } from '../timezones.ts';
import { addAll, commonOf, documentationOf, elementOf, textsOf } from './common.ts';
import type { Lowering, Within } from './context.ts';
import { report } from './context.ts';
import { refOf } from './references.ts';
import { spanOf, valueSpanOf } from './spans.ts';
import { date } from './values.ts';

export function lowerProgram(context: Lowering, node: ast.Program, within: Within): Program {
  const key = `program:${node.name ?? ''}`;
  const program: Program = {
    ...elementOf(context, node, 'program', within),
    // A program that is declared again is the same one: merging joins them.
    key, ...linesOf(context, node.members), declared: true,
  };
  context.lists.programs.push(program);
  return program;
}

/** What a file that starts with `part of name` adds to the program itself. */
export function lowerPart(context: Lowering, document: ast.Document, part: ast.PartOf, name: string): Program {
  const program: Program = {
    key: `program:${name}`, kind: 'program', id: name, name,
    title: null, doc: documentationOf(context.text, spanOf(part).start), program: null, parent: null,
    uri: context.uri, span: spanOf(document), nameSpan: valueSpanOf(part, 'program'),
    ...commonOf(context, document.members), ...linesOf(context, document.members), declared: false,
  };
  context.lists.programs.push(program);
  return program;
}

type Lines = Omit<Program, keyof ReturnType<typeof elementOf> | 'declared'>;

function linesOf(context: Lowering, members: readonly AstNode[]): Lines {
  const lines: { -readonly [Name in keyof Lines]: Lines[Name] } & { charter: CharterLine[] } = {
    charter: [], sponsor: null, start: null, asOf: null, calendar: null, timezone: null, currency: null, policy: null,
  };
  for (const line of members as readonly ast.ProgramMember[]) {
    switch (line.$type) {
      case 'Charter': addAll(lines.charter, charterOf(line)); break;
      case 'PartyLine': if (line.word === 'sponsor') lines.sponsor ??= refOf(line.parties[0]); break;
      case 'ValueLine': {
        if (line.word === 'start') lines.start ??= startOf(context, line);
        else if (line.word === 'as') lines.asOf ??= startOf(context, line);
        break;
      }
      case 'CalendarUse': lines.calendar ??= refOf(line.calendar); break;
      case 'PolicyUse': lines.policy ??= refOf(line.policy); break;
      case 'TextLine': if (line.word === 'timezone') lines.timezone ??= timezoneOf(context, textsOf(line)[0]); break;
      case 'WordLine': if (line.word === 'currency') lines.currency ??= textsOf(line)[0] ?? null; break;
    }
  }
  return lines;
}

function startOf(context: Lowering, line: ast.ValueLine): DateValue | null {
  return date(context, line, 'value', line.value);
}

function timezoneOf(context: Lowering, name: Text | undefined): Text | null {
  if (name && !isTimezone(name.value)) {
    report(context, 'unknown-timezone', 'error', name.span, `'${name.value}' is no time zone. Write one of the IANA database, e.g. "Europe/Paris" or "UTC".`);
  }
  return name ?? null;
}

function charterOf(node: ast.Charter): CharterLine[] {
  const lines: CharterLine[] = [];
  for (const line of node.members) {
    if (line.$type === 'TextLine') for (const item of textsOf(line)) lines.push({ word: line.word, text: item, span: spanOf(line) });
  }
  return lines;
}
