/** What survives a reload of the window: kept by VS Code for the panel, and checked like any other input. */
import { finite, flag, list, nullable, record, text } from '../../protocol/shape.ts';
import type { Check } from '../../protocol/shape.ts';

export interface ViewState {
  readonly version: 1;
  /** Names the document to the host, without telling where it is. */
  readonly token: string;
  /** Pixels per minute; null while the picture fits itself to its frame. */
  readonly zoom: number | null;
  /** Wall minute at the left edge. */
  readonly time: number | null;
  /** The row at the top and how many pixels of it are scrolled away. */
  readonly top: { readonly id: string; readonly offset: number } | null;
  readonly selected: string | null;
  readonly collapsed: readonly string[];
  /** Pixels of the name column; null for the width that suits the frame. */
  readonly nameWidth: number | null;
  readonly criticalOnly: boolean;
  readonly legend: boolean;
}

const id = text(4_000);
/** Rows beyond this are open again after a reload. */
export const mostCollapsed = 2_000;

export const isViewState: Check<ViewState> = record<ViewState>({
  version: (value): value is 1 => value === 1,
  token: text(100),
  zoom: nullable(finite(1e-9, 1e3)),
  time: nullable(finite(-1e12, 1e12)),
  top: nullable(record<{ readonly id: string; readonly offset: number }>({ id, offset: finite(-1e6, 1e6) })),
  selected: nullable(id),
  collapsed: list(id, mostCollapsed),
  nameWidth: nullable(finite(0, 1e4)),
  criticalOnly: flag,
  legend: flag,
});

export function initialState(token: string): ViewState {
  return { version: 1, token, zoom: null, time: null, top: null, selected: null, collapsed: [], nameWidth: null, criticalOnly: false, legend: false };
}
