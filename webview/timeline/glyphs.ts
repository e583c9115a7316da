/** The symbols of the picture as path data around their own centre: told apart by shape, so that colour is never needed. */

/** Half the width of a symbol: where its links begin. */
export const symbolRadius = 8;

export const diamond = 'M0 -7.5L7.5 0L0 7.5L-7.5 0Z';
export const hexagon = 'M-4.3 -7.5H4.3L8.5 0L4.3 7.5H-4.3L-8.5 0Z';
export const rocket = 'M0 -9C3.4 -6.2 4.2 -2.4 4.2 1.2L7 4.6V8L2.8 5.8H-2.8L-7 8V4.6L-4.2 1.2C-4.2 -2.4 -3.4 -6.2 0 -9Z';
export const rocketWindow = 'M0 -3.6A1.7 1.7 0 1 1 0 -0.2A1.7 1.7 0 1 1 0 -3.6Z';

export const check = 'M-3.4 0.3L-1.1 2.7L3.5 -2.6';
export const cross = 'M-2.8 -2.8L2.8 2.8M2.8 -2.8L-2.8 2.8';
export const exclamation = 'M0 -3.8V0.7M0 3.1V3.7';
export const ellipsis = 'M-3.3 0H-3.2M0 0H0.1M3.3 0H3.4';

/** The head of a flag whose pole stands at x = 0, with its top at y = 0. */
export const pennant = 'M0 0H10L7 3.5L10 7H0Z';

/** Two hands in the shape of two links of a chain. */
export const chain = 'M-1 -3.5H-3.5A3.5 3.5 0 0 0 -3.5 3.5H-1M1 -3.5H3.5A3.5 3.5 0 0 1 3.5 3.5H1M-3 0H3';

/** The bracket of a summary bar from `left` to `right`, with its top at `top`. */
export function bracket(left: number, right: number, top: number): string {
  const tip = Math.min(5, (right - left) / 2);
  return `M${left} ${top}H${right}V${top + 10}L${right - tip} ${top + 5}H${left + tip}L${left} ${top + 10}Z`;
}
