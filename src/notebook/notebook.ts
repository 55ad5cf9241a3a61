/** What the page remembers. */
import { openChanges, type Changes } from './changes.ts';
import { openDatabase, type Database } from './database.ts';

export interface Notebook {
  readonly database: Database;
  readonly changes: Changes;
}

/** Opens the notebook; see openDatabase for where there is no storage, and for when it rejects. */
export async function openNotebook(): Promise<Notebook> {
  return { database: await openDatabase(), changes: openChanges() };
}

export function closeNotebook({ database, changes }: Notebook): void {
  database.close();
  changes.close();
}
