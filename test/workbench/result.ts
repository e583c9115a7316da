/** Precede what a suite says in the console of VS Code, the one channel that every extension host has, and a noisy one. */
export const lineMark = '##line ';

/** Precedes the counts of a suite, as JSON. */
export const resultMark = '##result ';
