/** Prompt searches, kept among the runs. Whatever is said there of runs goes for them: listing, renaming, removing. */
import { searchFromJson } from '../lab/search-json.ts';
import { searchToJson, type FoundSearch } from '../lab/search-record.ts';
import { thisDevice } from './device.ts';
import { newId } from './identity.ts';
import type { Notebook } from './notebook.ts';
import { runName, type RunSummary } from './run-summary.ts';
import { getKept, putKept } from './runs.ts';
import { checkSearchSummary, summariseSearch, type SearchNote, type SearchSummary } from './search-summary.ts';

export interface KeptSearch {
  readonly summary: SearchSummary;
  readonly record: FoundSearch;
}

/** Keeps a search made on this device just now. Rejects with NotebookFull where there is no room; then nothing of it is kept, and nothing else is lost. */
export async function keepSearch(notebook: Notebook, found: FoundSearch, { ms, name }: { readonly ms: number; readonly name: string }): Promise<SearchSummary> {
  return putSearch(notebook, found, searchToJson(found), {
    kind: 'search', id: newId(), name: runName(name), when: new Date().toISOString(), adapterHash: null, device: thisDevice(found.engine.engine), ms, final: null,
  });
}

/** Keeps a search, which has that text, with the note it has. One of the same id is replaced. */
export async function putSearch(notebook: Notebook, found: FoundSearch, text: string, note: SearchNote): Promise<SearchSummary> {
  return putKept(notebook, await summariseSearch(found, text, note), text);
}

/** A search with its trials. Rejects as getRun of runs.ts. */
export function getSearch(notebook: Notebook, id: string): Promise<KeptSearch> {
  return getKept(notebook, id, 'search', checkSearchSummary, searchFromJson);
}

/** Writes down with a search which kept run tried its winner on test items. Where either is gone, nothing changes. */
export async function linkFinal({ database, changes }: Notebook, search: string, run: string): Promise<void> {
  const content = ((await database.get('runs', run)) as RunSummary | undefined)?.content;
  if (content === undefined) return;
  await database.update('runs', search, (row) => (row === undefined ? undefined : { ...(row as SearchSummary), final: content }));
  changes.tell({ what: 'kept', ids: [search] });
}

/** The run that tried a search's winner on test items, by whatever name it is kept; nothing where it is not kept. */
export async function finalOf({ database }: Notebook, { final }: SearchSummary): Promise<{ readonly id: string; readonly name: string } | undefined> {
  if (final === null) return undefined;
  const [run] = (await database.select('runs', { index: 'content', only: final, limit: 1 })) as RunSummary[];
  return run && { id: run.id, name: run.name };
}
