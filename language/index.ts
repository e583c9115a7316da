/** The only door of the language for the server, the command line and the tests. */
export type * from './plan/model.ts';
export type * from './plan/records.ts';
export type * from './schedule/model.ts';
export type * from './checks/finding.ts';
