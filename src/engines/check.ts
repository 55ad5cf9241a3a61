/** Checking values that came from elsewhere: each check gives the value with its type, or throws naming what is wrong. */
export type Check<T> = (value: unknown, path: string) => T;

/** What the check of `C` gives. */
export type Checked<C> = C extends Check<infer T> ? T : never;

export class CheckError extends Error {
  /** Where it is: "the entry.device.cores". */
  readonly path: string;

  constructor(path: string, belongs: string) {
    super(`${path} is not ${belongs}`);
    this.name = 'CheckError';
    this.path = path;
  }
}

export const text: Check<string> = (value, path) => {
  if (typeof value !== 'string') throw new CheckError(path, 'text');
  return value;
};

export const flag: Check<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new CheckError(path, 'true or false');
  return value;
};

/** A whole number from 0. */
export const count: Check<number> = (value, path) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new CheckError(path, 'a whole number from 0');
  return value as number;
};

export const finite: Check<number> = (value, path) => {
  if (!Number.isFinite(value)) throw new CheckError(path, 'a number');
  return value as number;
};

export const anything: Check<unknown> = (value) => value;

export const oneOf = <const T extends string>(...values: readonly T[]): Check<T> => (value, path) => {
  if (!values.includes(value as T)) throw new CheckError(path, `one of ${values.join(', ')}`);
  return value as T;
};

export const either = <A, B>(first: Check<A>, second: Check<B>): Check<A | B> => (value, path) => {
  try {
    return first(value, path);
  } catch {
    return second(value, path);
  }
};

export const nothing: Check<null> = (value, path) => {
  if (value !== null) throw new CheckError(path, 'null');
  return null;
};

export const list = <T>(item: Check<T>): Check<T[]> => (value, path) => {
  if (!Array.isArray(value)) throw new CheckError(path, 'a list');
  return value.map((entry: unknown, i) => item(entry, `${path}[${i}]`));
};

/** An object whose every value passes. */
export const record = <T>(item: Check<T>): Check<Record<string, T>> => (value, path) =>
  Object.fromEntries(Object.entries(object(value, path)).map(([key, entry]) => [key, item(entry, `${path}.${key}`)]));

/** An object with exactly these fields. */
export const fields = <C extends Record<string, Check<unknown>>>(checks: C): Check<{ [K in keyof C]: Checked<C[K]> }> => (value, path) => {
  const raw = object(value, path);
  const extra = Object.keys(raw).find((key) => !Object.hasOwn(checks, key));
  if (extra !== undefined) throw new CheckError(`${path}.${extra}`, 'known');
  return Object.fromEntries(Object.entries(checks).map(([key, check]) => [key, check(raw[key], `${path}.${key}`)])) as { [K in keyof C]: Checked<C[K]> };
};

/** An object of one of several kinds, told apart by its `type`. */
export const variants = <C extends Record<string, Check<unknown>>>(checks: C): Check<Checked<C[keyof C]>> => (value, path) => {
  const { type } = object(value, path);
  if (typeof type !== 'string' || !Object.hasOwn(checks, type)) throw new CheckError(`${path}.type`, `one of ${Object.keys(checks).join(', ')}`);
  return checks[type]!(value, path) as Checked<C[keyof C]>;
};

function object(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new CheckError(path, 'an object');
  return value as Record<string, unknown>;
}
