/**
 * Every message of the preview: webview <-> host and host <-> server. The host forwards; the server alone knows the plan and its text.
 * The flow: the server says that the plan changed, the host passes the hint on, the webview asks with the revision that it shows and
 * gets a patch, a model, or nothing. A failure leaves the last good picture where it is.
 */
import { isElementId, isRevision, isTimelineModel, isTimelinePatch } from './timeline.ts';
import type { TimelineModel, TimelinePatch } from './timeline.ts';
import { flag, integer, nullable, record, tagged, text } from './shape.ts';
import type { Check } from './shape.ts';

/** The type of the panel: what VS Code restores it by. */
export const timelineViewType = 'planwright.timeline';

/** Request, host to server: `TimelineParams` -> `TimelineAnswer`. */
export const timelineMethod = 'planwright/preview/timeline';
/** Request, host to server: `RevealParams` -> `RevealAnswer`. */
export const revealMethod = 'planwright/preview/reveal';
/** Request, host to server: `CursorParams` -> `CursorAnswer`. */
export const cursorMethod = 'planwright/preview/cursor';
/** Notification, server to host, no parameters: some plan changed. */
export const planChangedMethod = 'planwright/preview/changed';

/** The picture of the programs that a document declares or continues. */
export interface TimelineParams { readonly uri: string; /** What the webview shows, or null. */ readonly revision: number | null }
export type TimelineAnswer =
  | { readonly type: 'model'; readonly model: TimelineModel }
  | { readonly type: 'patch'; readonly patch: TimelinePatch }
  | { readonly type: 'unchanged'; readonly revision: number }
  | { readonly type: 'failed'; readonly message: string };

/** Where an element, or a problem of the picture, is written. */
export interface RevealParams { readonly uri: string; readonly id: string }
export interface TextPosition { readonly line: number; readonly character: number }
export interface TextLocation { readonly uri: string; readonly start: TextPosition; readonly end: TextPosition }
export interface RevealAnswer { readonly location: TextLocation | null }

/** The row that stands for what is written at a position (from 0, UTF-16). */
export interface CursorParams { readonly uri: string; readonly line: number; readonly character: number }
export interface CursorAnswer { readonly id: string | null }

/** Host to webview. */
export type ToWebview =
  | { readonly type: 'changed' }
  | { readonly type: 'answer'; readonly answer: TimelineAnswer }
  | { readonly type: 'cursor'; readonly id: string | null };

/** Webview to host. `focus` moves the keyboard to the text as well. */
export type FromWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'update'; readonly revision: number | null }
  | { readonly type: 'reveal'; readonly id: string; readonly focus: boolean };

const uri = text(4_000);
const number = integer(0, 2 ** 31);
const type = <const T extends string>(word: T): Check<T> => (value): value is T => value === word;
const position = record<TextPosition>({ line: number, character: number });

export const isTimelineParams: Check<TimelineParams> = record<TimelineParams>({ uri, revision: nullable(isRevision) });
export const isTimelineAnswer: Check<TimelineAnswer> = tagged<TimelineAnswer>({
  model: record({ type: type('model'), model: isTimelineModel }),
  patch: record({ type: type('patch'), patch: isTimelinePatch }),
  unchanged: record({ type: type('unchanged'), revision: isRevision }),
  failed: record({ type: type('failed'), message: text(2_000) }),
});
export const isRevealParams: Check<RevealParams> = record<RevealParams>({ uri, id: isElementId });
export const isRevealAnswer: Check<RevealAnswer> = record<RevealAnswer>({
  location: nullable(record<TextLocation>({ uri, start: position, end: position })),
});
export const isCursorParams: Check<CursorParams> = record<CursorParams>({ uri, line: number, character: number });
export const isCursorAnswer: Check<CursorAnswer> = record<CursorAnswer>({ id: nullable(isElementId) });

export const isToWebview: Check<ToWebview> = tagged<ToWebview>({
  changed: record({ type: type('changed') }),
  answer: record({ type: type('answer'), answer: isTimelineAnswer }),
  cursor: record({ type: type('cursor'), id: nullable(isElementId) }),
});
export const isFromWebview: Check<FromWebview> = tagged<FromWebview>({
  ready: record({ type: type('ready') }),
  update: record({ type: type('update'), revision: nullable(isRevision) }),
  reveal: record({ type: type('reveal'), id: isElementId, focus: flag }),
});
