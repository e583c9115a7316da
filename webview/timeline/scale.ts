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

/** Labels at the end of a picture get at most this share of its width. */
const mostForLabels = 0.35;

/**
 * The span in which the plan fills a width, labels included: a little before the plan's start, and at its end what the labels need that
 * stand right of bars and flags.
 */
export function fittingSpan(plan: Span, width: number, labels: Iterable<{ readonly at: number; readonly room: number }>): Span {
  const length = plan.to - plan.from;
  const from = Math.floor((plan.from - Math.max(day, length * 0.02)) / day) * day;
  const margin = 12;
  let zoom = (width - margin) / (plan.to - from);
  for (const { at, room } of labels) {
    // What ends earlier has room enough whatever its label is.
    if (at - from <= (1 - mostForLabels) * (plan.to - from)) continue;
    zoom = Math.min(zoom, (width - margin - Math.min(room, width * mostForLabels)) / (at - from));
  }
  return { from, to: from + Math.max(leastFitted, width / Math.max(zoom, 1e-9)) };
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
