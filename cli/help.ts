/** What `planwright --help` and `planwright <command> --help` say. */
import type { Paint } from './io.ts';

interface Page {
  readonly summary: string;
  readonly usage: readonly string[];
  readonly text: readonly string[];
  readonly options: readonly (readonly [option: string, meaning: string])[];
  readonly examples: readonly (readonly [command: string, meaning: string])[];
}

const help = ['-h, --help', 'This page'] as const;
const asOf = ['--as-of DATE', 'The status date, for example 2026-03-20; it beats `as of` in the plan'] as const;

export const pages = {
  check: {
    summary: 'Find what is wrong with a plan',
    usage: ['planwright check [paths] [options]'],
    text: [
      'Reads .program files, links and schedules them, and prints every finding.',
      'A directory stands for every .program file below it; without a path, the current directory.',
    ],
    options: [
      asOf,
      ['--format FORMAT', 'pretty (default), json, sarif or github'],
      ['--fail-on LEVEL', 'error (default) or warning: what makes the exit code 1'],
      help,
    ],
    examples: [
      ['planwright check', 'every plan below this directory'],
      ['planwright check plans/ --fail-on warning', 'warnings break the build, too'],
      ['planwright check --format sarif > plan.sarif', 'for code scanning'],
      ['planwright check --format github', 'annotations in a GitHub workflow'],
    ],
  },
  schedule: {
    summary: 'Compute dates, slack and the critical path',
    usage: ['planwright schedule [paths] [options]'],
    text: [
      'Prints early and late dates, total and free slack, drivers and commitments of every activity.',
      'Durations, lags and slacks in JSON and CSV are minutes of working time.',
    ],
    options: [
      asOf,
      ['--target ID', 'Slack and critical path to this activity, for example atlas.launch'],
      ['--format FORMAT', 'table (default), json or csv'],
      help,
    ],
    examples: [
      ['planwright schedule atlas.program', 'a table'],
      ['planwright schedule --target atlas.api.api-ready', 'what stands between today and that milestone'],
      ['planwright schedule --format json | jq .programs[0].finish', 'for scripts'],
    ],
  },
  import: {
    summary: 'Make a plan from a Microsoft Project file',
    usage: ['planwright import mspdi FILE [-o OUT.program]'],
    text: [
      'Reads Microsoft Project\'s XML format ("Save as" XML) and writes a plan that schedules to the same dates and slack.',
      'What the language has no word for is kept as notes. The report, on stderr, lists all of it.',
    ],
    options: [['-o, --output FILE', 'The .program file to write; without it, standard output'], help],
    examples: [
      ['planwright import mspdi launch.xml -o launch.program', ''],
      ['planwright import mspdi launch.xml | less', ''],
    ],
  },
  export: {
    summary: 'Write plan and schedule as data',
    usage: ['planwright export json [paths] [options]'],
    text: ['Writes everything that the plan says and all that follows from it as one JSON document; its schema is docs/export-schema.json.'],
    options: [asOf, ['-o, --output FILE', 'The file to write; without it, standard output'], help],
    examples: [['planwright export json plans/ -o plan.json', '']],
  },
} as const satisfies Readonly<Record<string, Page>>;

export type CommandName = keyof typeof pages;

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(pages, name);
}

/** The page of all commands. */
export function overview(paint: Paint): string {
  return [
    'Program plans as code: check them, schedule them, exchange them.',
    '',
    paint('bold', 'Usage'),
    '  planwright <command> [paths] [options]',
    '',
    paint('bold', 'Commands'),
    ...table(Object.entries(pages).map(([name, page]) => [name, page.summary])),
    '',
    paint('bold', 'Options'),
    ...table([help, ['-v, --version', 'The version']]),
    '',
    paint('bold', 'Exit codes'),
    ...table([['0', 'clean'], ['1', 'findings (check), or a schedule that syntax errors or cycles make uncertain'], ['2', 'it could not run: options, files']]),
    '',
    'planwright <command> --help tells more, with examples.',
    '',
  ].join('\n');
}

export function commandHelp(name: CommandName, paint: Paint): string {
  const page: Page = pages[name];
  return [
    `${page.summary}.`,
    '',
    paint('bold', 'Usage'),
    ...page.usage.map(line => `  ${line}`),
    '',
    ...page.text,
    '',
    paint('bold', 'Options'),
    ...table(page.options),
    '',
    paint('bold', 'Examples'),
    ...table(page.examples),
    '',
  ].join('\n');
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${right === '' ? left : `${left.padEnd(width)}  ${right}`}`);
}
