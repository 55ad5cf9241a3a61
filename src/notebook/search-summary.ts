/** A kept prompt search without its trials: what a list shows of it, among the runs. */
import { count, either, fields, flag, nothing, oneOf, text, type Check } from '../engines/check.ts';
import { sha256 } from '../engines/sha256.ts';
import type { FoundSearch } from '../lab/search-record.ts';
import { described } from '../lab/search-words.ts';
import { wilson, type Estimate } from '../lab/statistics/wilson.ts';
import { cutName, engine, estimate, hash, noteFields, type RunNote } from './run-summary.ts';

export interface SearchNote extends RunNote {
  readonly kind: 'search';
  /** The `content` of the run that tried its winner on test items, under whatever id that is kept; null where none did. */
  readonly final: string | null;
}

export interface SearchSummary extends SearchNote {
  readonly title: string;
  /** SHA-256 of its text: equal for searches that are equal in every trial. */
  readonly content: string;
  readonly engine: FoundSearch['engine'];
  readonly seed: string;
  readonly prompts: number;
  readonly rounds: number;
  /** Of prompts and answers together. */
  readonly tokens: number;
  /** Who was ahead at the end, on the development items that chose it. */
  readonly winner: { readonly label: string; readonly right: number; readonly items: number; readonly share: Estimate };
  /** Stopped before its end: it has the rounds that were finished. */
  readonly partial: boolean;
  /** UTF-8 bytes of its text. */
  readonly bytes: number;
}

/** What follows from a search and the note on it. `searchText` is the search's text. */
export async function summariseSearch({ search, engine: answered, result }: FoundSearch, searchText: string, note: SearchNote): Promise<SearchSummary> {
  const bytes = new TextEncoder().encode(searchText);
  const { candidate, right, items } = result.winner;
  return {
    ...note,
    title: search.title,
    content: await sha256(bytes),
    engine: answered,
    seed: search.space.seed,
    prompts: result.rounds[0]!.standings.length,
    rounds: result.rounds.length,
    tokens: result.tokens,
    winner: { label: cutName(described(search.space, candidate)), right, items, share: wilson(right, items) },
    partial: result.ended === 'stopped',
    bytes: bytes.length,
  };
}

const note = { ...noteFields, kind: oneOf('search'), final: either(nothing, hash) };

/** A note from elsewhere, checked: throws a CheckError or a NotebookError that says what is wrong. */
export const checkSearchNote: Check<SearchNote> = fields(note);

export const checkSearchSummary: Check<SearchSummary> = fields({
  ...note,
  title: text, content: hash, engine, seed: text, prompts: count, rounds: count, tokens: count,
  winner: fields({ label: text, right: count, items: count, share: estimate }),
  partial: flag, bytes: count,
});

/** Whether a row of the notebook, or a note of a file, is of a search; it may be damaged. */
export function isSearch(row: unknown): boolean {
  return typeof row === 'object' && row !== null && (row as { kind?: unknown }).kind === 'search';
}
