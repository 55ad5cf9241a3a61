const LONGEST = 80;
const DEPTH = 4;
const BREADTH = 8;

/**
 * A value from outside as an error may show it: written like JSON, in at most 80 characters. Any value will do,
 * however deep, long or circular, and those that JSON has no word for.
 */
export function show(value: unknown): string {
  const text = written(value, DEPTH);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}

function written(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, LONGEST));
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${some(value, depth, (item) => written(item, depth - 1))}]`;
  return `{${some(Object.entries(value), depth, ([key, item]) => `${written(key, 0)}:${written(item, depth - 1)}`)}}`;
}

/** The first few items, where it is not too deep for any. */
function some<T>(items: readonly T[], depth: number, write: (item: T) => string): string {
  if (depth === 0 && items.length > 0) return '...';
  return [...items.slice(0, BREADTH).map(write), ...(items.length > BREADTH ? ['...'] : [])].join(',');
}
