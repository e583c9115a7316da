/** Wall minutes to pixels and back. Pure. */
import { scaleLinear } from 'd3-scale';

/** A zoom over a span of time; x counts from the span's start. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
  readonly pixelsPerMinute: number;
  readonly width: number;
  x(at: number): number;
  at(x: number): number;
}

const day = 1440;
/** An hour is at most this wide. */
const mostPixelsPerMinute = 1.5;
/** Browsers lay elements out up to some thirty million pixels; a span of centuries cannot be seen by the hour. */
const mostPixels = 8_000_000;
/** An almost empty plan is not blown up to hours: a fitted picture shows at least so many minutes. */
const leastFitted = 21 * day;

export interface Span { readonly from: number; readonly to: number }

/** What is around a plan's span, so that labels and flags at its ends have room: 3 percent, at least two days. */
export function padded({ from, to }: Span): Span {
  const margin = Math.max(2 * day, (to - from) * 0.03);
  const missing = Math.max(0, leastFitted - (to - from + 3 * margin)) / 2;
  // Labels stand right of bars.
  return { from: Math.floor((from - margin - missing * 0.3) / day) * day, to: Math.ceil((to + 2 * margin + missing * 1.7) / day) * day };
}

/** The zoom at which the span fills a width. */
export function fittingZoom(span: Span, width: number): number {
  return Math.max(1, width) / (span.to - span.from);
}

/** The zoom that is allowed nearest to the one wanted; a picture never gets smaller than its frame. */
export function allowedZoom(wanted: number, span: Span, width: number): number {
  const least = fittingZoom(span, width);
  const most = Math.max(least, Math.min(mostPixelsPerMinute, mostPixels / (span.to - span.from)));
  return Math.min(most, Math.max(least, wanted));
}

export function timeScale({ from, to }: Span, pixelsPerMinute: number): TimeScale {
  const width = (to - from) * pixelsPerMinute;
  const scale = scaleLinear([from, to], [0, width]);
  return { from, to, pixelsPerMinute, width, x: scale, at: x => scale.invert(x) };
}
