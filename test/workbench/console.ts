/** Precede what a suite says in the console of VS Code, the one channel that every extension host has, and a noisy one. */
export const lineMark = '##line ';

/** Precedes the counts of a suite, as JSON. */
export const resultMark = '##result ';

/** Precedes a question to the page around the workbench: what a webview shows, an extension host cannot see. */
export const askMark = '##ask ';

/** What a suite asks. The answer is a file in the workspace, `.answers/<number>.json`, which every extension host can read. */
export interface Question {
  readonly number: number;
  readonly about: 'timeline' | 'click';
  /** For `click`: the id of the row. */
  readonly row?: string;
}

export interface TimelineSeen {
  readonly rows: readonly { readonly id: string; readonly finish: string; readonly selected: boolean }[];
  /** Bars and symbols that are drawn. */
  readonly shapes: number;
  /** What the line of problems says. */
  readonly trouble: string;
}

export const answersFolder = '.answers';
