/**
 * Closed shapes of data that crosses the edge to a webview or comes out of a saved state: a property that a shape does not list makes
 * the value invalid, so that nothing travels that nobody looked at.
 */
export type Check<T> = (value: unknown) => value is T;

export function text(maxLength: number): Check<string> {
  return (value): value is string => typeof value === 'string' && value.length <= maxLength;
}

export function integer(min: number, max: number): Check<number> {
  return (value): value is number => Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

export function finite(min: number, max: number): Check<number> {
  return (value): value is number => typeof value === 'number' && value >= min && value <= max;
}

export const flag: Check<boolean> = (value): value is boolean => typeof value === 'boolean';

/** A property that is left out unless it holds. */
export const whenTrue: Check<true> = (value): value is true => value === true;

export function oneOf<const T extends string>(...words: readonly T[]): Check<T> {
  const allowed = new Set<unknown>(words);
  return (value): value is T => allowed.has(value);
}

export function nullable<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value): value is T | undefined => value === undefined || check(value);
}

export function list<T>(check: Check<T>, maxLength: number): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.length <= maxLength && value.every(item => check(item));
}

/** An object with these properties and no others. Leaving out a property of `T` here is a type error. */
export function record<T extends object>(fields: { readonly [K in keyof T]-?: Check<T[K]> }): Check<T> {
  const checks = new Map<string, (value: unknown) => boolean>(Object.entries<(value: unknown) => boolean>(fields));
  const required = [...checks].filter(([, check]) => !check(undefined)).map(([name]) => name);
  return (value): value is T => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    for (const [name, item] of Object.entries(value)) {
      const check = checks.get(name);
      if (!check || !check(item)) return false;
    }
    return required.every(name => Object.hasOwn(value, name));
  };
}

/** One of several shapes, told apart by `type`. */
export function tagged<T extends { readonly type: string }>(shapes: { readonly [K in T['type']]: Check<Extract<T, { readonly type: K }>> }): Check<T> {
  const byType = new Map<unknown, (value: unknown) => boolean>(Object.entries<(value: unknown) => boolean>(shapes));
  return (value): value is T => {
    if (typeof value !== 'object' || value === null || !('type' in value)) return false;
    return byType.get(value.type)?.(value) ?? false;
  };
}
