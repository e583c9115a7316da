/** The lines above declarations (CodeLens): what the server puts into one, and the places that a click on it shows. */
import { flag, integer, list, oneOf, record, text } from './shape.ts';
import type { Check } from './shape.ts';
import type { TextLocation, TextPosition } from './preview.ts';

/** The command of a lens, which the client has to have: its one argument is the `LensSubject`. */
export const showLocationsCommand = 'planwright.showLocations';

/** Request, client to server: `LensSubject` -> `LensPlaces`. */
export const lensPlacesMethod = 'planwright/lens/places';

/** `after`: what waits for an activity. `before`: what it waits for. `why`: what drives its date. The others say how a contract or gate stands. */
export const lensKinds = ['after', 'before', 'why', 'contract', 'gate'] as const;
export type LensKind = (typeof lensKinds)[number];

/** What a lens is about; it stays true while texts move. */
export interface LensSubject {
  /** The document that the lens stands in. */
  readonly uri: string;
  readonly kind: LensKind;
  /** Key of the element in the plan. */
  readonly key: string;
}

export interface LensPlace {
  readonly location: TextLocation;
  readonly name: string;
  /** What it has to do with the lens, in a few words. */
  readonly detail: string;
}

export interface LensPlaces {
  readonly title: string;
  /** Where the lens stands now. */
  readonly anchor: TextPosition;
  /** Whether the order tells something; else places are shown by file and line. */
  readonly ordered: boolean;
  readonly places: readonly LensPlace[];
  /** How many more there are than `places` has. */
  readonly more: number;
}

/** Places that one lens shows. */
export const mostLensPlaces = 200;

const uri = text(4_000);
const position = record<TextPosition>({ line: integer(0, 2 ** 31), character: integer(0, 2 ** 31) });

export const isLensSubject: Check<LensSubject> = record<LensSubject>({ uri, kind: oneOf(...lensKinds), key: text(20_000) });
export const isLensPlaces: Check<LensPlaces> = record<LensPlaces>({
  title: text(1_000),
  anchor: position,
  ordered: flag,
  places: list(record<LensPlace>({ location: record<TextLocation>({ uri, start: position, end: position }), name: text(1_000), detail: text(1_000) }), mostLensPlaces),
  more: integer(0, Number.MAX_SAFE_INTEGER),
});
