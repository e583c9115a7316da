/** The few assertions that both hosts have: a worker has no `node:assert`. */

export function ok(value: unknown, message: string): asserts value {
  if (!value) throw new Error(`Expected that ${message}.`);
}

export function equal<T>(actual: T, expected: T, what = 'value'): void {
  if (actual !== expected) throw new Error(`Expected ${what} to be ${JSON.stringify(expected)}, but it is ${JSON.stringify(actual)}.`);
}

/** Waits until the condition holds; what VS Code shows follows the language server with a delay. */
export async function eventually<T>(condition: () => T | Promise<T>, what: string, milliseconds = 20_000): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`Waited ${milliseconds} ms, but never saw that ${what}.`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

function holds<T>(value: T): value is Exclude<T, false | null | undefined> {
  return value !== false && value !== null && value !== undefined;
}
