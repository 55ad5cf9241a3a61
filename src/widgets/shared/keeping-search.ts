/**
 * A widget's prompt search, kept in the notebook when it ends: whole, or the rounds that were finished. A notebook that is
 * full, or that this browser does not have, never stops it. It is not written down while it goes on: a reload ends it.
 */
import type { ChatEngine } from '../../engines/chat.ts';
import { search, type Round, type SearchResult } from '../../lab/search.ts';
import type { FoundSearch, PromptSearch, SearchControls } from '../../lab/search-record.ts';
import { notebookError } from '../../notebook/notebook-error.ts';
import { cutName } from '../../notebook/run-summary.ts';
import { keepSearch, linkFinal } from '../../notebook/searches.ts';
import { tryToKeep, type Kept } from './keeping.ts';
import { reason } from './kept-words.ts';
import { persistentNotebook } from './page-notebook.ts';

export interface KeptSearchControls extends SearchControls {
  /** What the search is called in the notebook; the end of a long name is cut off. */
  readonly name: string;
}

/** How a search ended. */
export interface SearchEnd {
  /** Of a search that was cut, the rounds that were finished; nothing where there are none. */
  readonly found: FoundSearch | undefined;
  /** Why it is not the whole search: an abort, or what went wrong. */
  readonly cut: { readonly reason: unknown } | undefined;
  readonly ms: number;
  /** Nothing where there was nothing to keep. */
  readonly kept: Kept | undefined;
}

/** Searches on development items. Rejects where the engine cannot be had; however else it ends, that is in what it resolves to. */
export async function keptSearch(prompts: PromptSearch, engine: ChatEngine, { name, onRound, ...controls }: KeptSearchControls): Promise<SearchEnd> {
  const { engine: kind, model, modelHash, versions } = await engine.info();
  const started = performance.now();
  let result: SearchResult | undefined;
  let cut: SearchEnd['cut'];
  try {
    result = await search(prompts.space, prompts.plan, engine, {
      ...controls,
      onRound: (round: Round, soFar) => {
        result = soFar;
        onRound?.(round);
      },
    });
    controls.signal?.throwIfAborted();
  } catch (error) {
    cut = { reason: error };
  }
  const ms = performance.now() - started;
  const found = result && { search: prompts, engine: { engine: kind, model, modelHash, versions }, result };
  const kept = found && (await tryToKeep(async () => (await keepSearch(await persistentNotebook(), found, { name: cutName(name), ms })).id, 'search'));
  return { found, cut, ms, kept };
}

/** Writes down with a kept search which kept run tried its winner on test items. Never rejects: gives a sentence where that could not be done, and else nothing. */
export async function noteFinal(search: string, run: string): Promise<string> {
  try {
    await linkFinal(await persistentNotebook(), search, run);
    return '';
  } catch (error) {
    return `${reason(await notebookError(error, 'write to the notebook'))}, so the search in your notebook does not name this run.`;
  }
}
