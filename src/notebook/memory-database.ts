/** A database that lives as long as the page. */
import type { Database, Key, Selection, Span } from './database.ts';
import { STORES, type StoreName } from './schema.ts';

/** As the persistent one, with nothing that outlives the page; `notice` says why. */
export function memoryDatabase(notice: string): Database {
  const stores = new Map<StoreName, Map<string, unknown>>((Object.keys(STORES) as StoreName[]).map((name) => [name, new Map<string, unknown>()]));
  const put = (name: StoreName, row: unknown) => stores.get(name)!.set(JSON.stringify(keyAt(row, STORES[name].key)), structuredClone(row));
  const select = (name: StoreName, { index, only, descending = false, limit, ...span }: Selection) => {
    const path = index === undefined ? STORES[name].key : STORES[name].indexes[index]!;
    const keyed = [...stores.get(name)!.values()].flatMap((row) => {
      const key = keyAt(row, path);
      return key !== undefined && (only === undefined ? inside(key, span) : compare(key, only) === 0) ? [{ key, row }] : [];
    });
    keyed.sort((a, b) => (descending ? -1 : 1) * compare(a.key, b.key));
    return structuredClone(keyed.slice(0, limit).map(({ row }) => row));
  };
  return {
    persistent: false,
    notice,
    get: async (name, key) => structuredClone(stores.get(name)!.get(JSON.stringify(key))),
    select: async (name, selection = {}) => select(name, selection),
    count: async (name, index) => select(name, index === undefined ? {} : { index }).length,
    write: async (changes) => {
      for (const change of changes) {
        const store = stores.get(change.in)!;
        if ('put' in change) put(change.in, change.put);
        else if (typeof change.remove === 'string' || 'length' in change.remove) store.delete(JSON.stringify(change.remove));
        else for (const row of select(change.in, change.remove)) store.delete(JSON.stringify(keyAt(row, STORES[change.in].key)));
      }
    },
    update: async (name, key, change) => {
      const changed = change(structuredClone(stores.get(name)!.get(JSON.stringify(key))));
      if (changed) put(name, changed);
    },
    close: () => undefined,
  };
}

function keyAt(row: unknown, path: string | readonly string[]): Key | undefined {
  const parts = (typeof path === 'string' ? [path] : path).map((name) => (row as Record<string, unknown>)[name]);
  if (!parts.every((part) => typeof part === 'string' || typeof part === 'number')) return undefined;
  return (typeof path === 'string' ? parts[0] : parts) as Key;
}

function inside(key: Key, { above, below }: Span): boolean {
  return (above === undefined || compare(key, above) > 0) && (below === undefined || compare(key, below) < 0);
}

/** IndexedDB's order: numbers before texts before lists, and a list before one that goes on. */
function compare(a: unknown, b: unknown): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const order = compare(a[at], b[at]);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  const kind = (value: unknown) => (Array.isArray(value) ? 2 : typeof value === 'string' ? 1 : 0);
  if (kind(a) !== kind(b)) return kind(a) - kind(b);
  return (a as string) < (b as string) ? -1 : (a as string) > (b as string) ? 1 : 0;
}
