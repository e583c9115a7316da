import { AstUtils, CstUtils, GrammarAST } from 'langium';
import type { AstNode, LeafCstNode } from 'langium';
import { MarkupKind } from 'vscode-languageserver';
import type { Connection, Hover, HoverParams } from 'vscode-languageserver';
import { criterionState, readInstant, words } from '../language/index.ts';
import type { Criterion, Element, Plan, Span } from '../language/index.ts';
import type { Declaration } from '../language/syntax/generated/ast.ts';
import type { Analysis, Cursor, ServerContext } from './context.ts';
import { describeActivity } from './describe-activity.ts';
import { describeCalendar, describeContract, describePerson, describeProgram, describeRecord, describeTeam } from './describe-record.ts';
import { helpFor } from './keyword-help.ts';
import { code, documentation, escaped, paragraphs } from './markdown.ts';
import { nameNodeOf, occurrenceAt } from './occurrences.ts';
import { linksTo } from './place-links.ts';
import type { LinkTo } from './place-links.ts';
import { elementOf } from './plan-index.ts';
import { safely } from './safely.ts';
import { toRange } from './to-lsp.ts';
import { statusDate } from './why.ts';

export function register(connection: Connection, context: ServerContext): void {
  connection.onHover(safely<HoverParams, Hover | null>(context.log, 'hover', null, async (params, token) => {
    const cursor = await context.cursor(params, token);
    const answer = cursor && hoverAt(cursor, linksTo(context.textOf));
    return answer && { contents: { kind: MarkupKind.Markdown, value: answer.markdown }, range: toRange(cursor.text, answer.span) };
  }));
}

interface Answer { readonly markdown: string; readonly span: Span }

function hoverAt(cursor: Cursor, link: LinkTo): Answer | null {
  const occurrence = occurrenceAt(cursor.document, cursor.offset);
  if (occurrence) return { markdown: describeDeclaration(cursor.analysis, occurrence.declaration, link), span: occurrence.span };
  const root = cursor.document.parseResult.value.$cstNode;
  const leaf = root && CstUtils.findLeafNodeAtOffset(root, cursor.offset);
  if (!leaf) return null;
  const span = { start: leaf.offset, end: leaf.end };
  const source = leaf.grammarSource;
  const markdown = GrammarAST.isKeyword(source) ? helpFor(source.value, blockOf(leaf.astNode)) : describeDate(cursor, leaf);
  return markdown ? { markdown, span } : null;
}

/** The kind of the block whose line a node is, as the table of helps names it. */
function blockOf(node: AstNode): string | null {
  const line = node.$containerProperty === 'members' ? node.$container : node;
  return line?.$type ?? null;
}

/** Everything worth knowing of a declaration: its name, title and documentation, then what its kind has. */
export function describeDeclaration(analysis: Analysis, declaration: Declaration, link: LinkTo): string {
  const { plan } = analysis;
  const element = elementOf(plan, declaration);
  const kind = element?.kind === 'record' || !element ? declaration.$type.toLowerCase() : element.kind;
  const head = headOf(kind, element?.id ?? declaration.name ?? '', declaration.title && titleOf(declaration.title));
  return element ? withFacts(head, analysis, element, link) : paragraphs(head, describeCriterion(plan, declaration));
}

/** The same of an element of the plan, for what has no declaration at hand. */
export function describePlanned(analysis: Analysis, element: Element, link: LinkTo): string {
  return withFacts(headOf(element.kind, element.id, element.title?.value), analysis, element, link);
}

function headOf(kind: string, name: string, title: string | undefined): string {
  return `${kind} ${code(name)}${title ? `  \n**${escaped(title)}**` : ''}`;
}

function withFacts(head: string, analysis: Analysis, element: Element, link: LinkTo): string {
  return paragraphs(head, describeElement(analysis, element, link), element.doc ? `---\n\n${documentation(element.doc)}` : null);
}

/** A title in the tree may still have its quotes. */
function titleOf(title: string): string {
  return title.replace(/^"+|"+$/g, '');
}

function describeElement({ plan, schedule }: Analysis, element: Element, link: LinkTo): string {
  const index = plan.activityIndex.get(element.key);
  const activity = index === undefined ? undefined : plan.activities[index];
  if (activity) return describeActivity(plan, schedule, activity, link);
  const contract = plan.contracts.find(one => one === element);
  if (contract) return describeContract(plan, schedule, contract, link);
  const team = plan.teams.find(one => one === element);
  if (team) return describeTeam(plan, team);
  const person = plan.people.find(one => one === element);
  if (person) return describePerson(plan, person);
  const calendar = plan.calendars.find(one => one === element);
  if (calendar) return describeCalendar(calendar);
  const program = plan.programs.find(one => one === element);
  if (program) return describeProgram(plan, schedule, program);
  return describeRecord(plan, element);
}

/** A check of a gate is no element of its own: its state stands in the gate. */
function describeCriterion(plan: Plan, declaration: Declaration): string | null {
  const start = nameNodeOf(declaration)?.offset;
  if (start === undefined || declaration.$type !== 'Check') return null;
  const uri = AstUtils.getDocument(declaration).uri.toString();
  for (const activity of plan.activities) {
    const check: Criterion | undefined = activity.uri === uri ? activity.gate?.checks.find(one => one.nameSpan?.start === start) : undefined;
    if (check) return check.requires ? 'Evaluates itself.' : `Check, **${criterionState(check)}**`;
  }
  return null;
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A date says its weekday and how far it is from the status date; on an activity, in working time. */
function describeDate({ analysis, uri, offset }: Cursor, leaf: LeafCstNode): string | null {
  const instant = readInstant(leaf.text);
  if (!instant) return null;
  const { plan, schedule } = analysis;
  const weekday = weekdays[new Date(instant.at * 60_000).getUTCDay()] ?? '';
  let innermost = -1;
  plan.activities.forEach((activity, index) => {
    if (activity.uri === uri && activity.span.start <= offset && offset < activity.span.end) innermost = index;
  });
  const from = innermost < 0 ? schedule.asOf : statusDate(schedule, innermost);
  const distance = innermost < 0 ? instant.at - from : schedule.workingMinutes(innermost, from, instant.at);
  if (distance === 0) return `${weekday}, the status date`;
  const program = innermost < 0 ? undefined : schedule.programs.find(one => one.name === plan.activities[innermost]?.program);
  const length = innermost < 0 ? words.wallTime(distance) : words.workingTime(distance, program?.dayMinutes ?? 480);
  return `${weekday}, ${length} ${distance > 0 ? 'after' : 'before'} the status date (${words.date(from)})`;
}
