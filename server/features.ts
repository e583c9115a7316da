/** The list of features, a line each. Capabilities are constants, so that `initialize` is answered before a feature loads. */
import type { Feature } from './context.ts';

export const features: readonly Feature[] = [
];
