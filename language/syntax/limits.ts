/** Every size that a file can drive, in one place. Each limit costs one feature of one file, says so, and has a test. */

export const limits = {
  /** UTF-16 units of one file; above it nothing of the file is read. Fifty thousand activities take five to eight million. */
  fileLength: 12 * 1024 * 1024,
  /** Words, numbers, texts and signs of one file; each costs some hundred bytes while the file is read. */
  tokens: 3_000_000,
  /** Braces and parentheses inside each other. */
  nesting: 64,
  /** `and` and `or` in one expression. */
  operands: 500,
  /** Mistakes of syntax in one file; above it, it is taken for something else than a plan. */
  syntaxErrors: 5_000,
  /** Letters of one name. */
  nameLength: 256,
  /** Letters of one text between quotes. */
  textLength: 10_000,
  /** Files of one workspace. */
  files: 5_000,
  /** Years of a date around now, one way. */
  years: 100,
  /** Working days of one duration. */
  durationDays: 1_000_000,
  /** Letters that a name may have to be compared with others for "did you mean". */
  comparedLength: 64,
  /** Names that are looked at for one unresolved reference. */
  comparedNames: 20_000,
  /** Names that are looked at for all unresolved references of one file, to find those that may have been meant. */
  comparisons: 200_000,
} as const;

/** The years that a date may lie in: 100 around 2026, fixed so that a plan means the same in every year. */
export const firstYear = 2026 - limits.years;
export const lastYear = 2026 + limits.years;

export const fileTooLong = (length: number): string =>
  `This file has ${megabytes(length)} MB; only files up to ${megabytes(limits.fileLength)} MB are read. Split the program: further files start with \`part of\`.`;
export const tooManyTokens = (): string =>
  `This file has more than ${limits.tokens / 1_000_000} million words and signs, so nothing of it is read. Split the program: further files start with \`part of\`.`;
export const nestedTooDeep = (): string => `Blocks and parentheses may stand ${limits.nesting} deep inside each other; what is deeper is not read.`;
export const tooManyOperands = (): string => `A condition may join ${limits.operands} parts; the rest of this one is not read.`;
export const tooManyErrors = (): string => `More than ${limits.syntaxErrors} mistakes: this does not look like a plan, so the rest of the file is not read.`;
export const nameTooLong = (length: number): string => `A name may have ${limits.nameLength} letters; this one has ${length}.`;
export const textTooLong = (length: number): string => `A text may have ${limits.textLength} letters; this one has ${length}. Put the rest in a document and give its \`link\`.`;
export const tooManyFiles = (): string => `Only the first ${limits.files} \`.program\` files of a workspace are read.`;

const megabytes = (length: number): string => (length / 1024 / 1024).toFixed(1);
