import type { Page } from '@playwright/test';

/** Rows of a store of the notebook, as another page reads them. */
export function stored<T>(page: Page, store: string): Promise<T[]> {
  return page.evaluate((name) => new Promise<T[]>((resolve, reject) => {
    const opening = indexedDB.open('two-levers');
    opening.onerror = () => reject(opening.error!);
    opening.onsuccess = () => {
      const all = opening.result.transaction(name).objectStore(name).getAll();
      all.onerror = () => reject(all.error!);
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result as T[]);
      };
    };
  }), store);
}
