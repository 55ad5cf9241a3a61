/** A record alone, as `npm run lab -- … --json` prints it: it says who answered, but not when, nor on what device. */
import { RecordError, recordFromJson } from '../lab/record-json.ts';
import type { RunRecord } from '../lab/record.ts';
import { searchFromJson } from '../lab/search-json.ts';
import type { FoundSearch } from '../lab/search-record.ts';
import { fromFile } from './device.ts';
import { newId } from './identity.ts';
import { NotebookError, reasonOf } from './notebook-error.ts';
import { cutName, runName, type RunNote } from './run-summary.ts';

/** A run; of a search, the one that tried its winner on test items. */
export interface BareRecord {
  readonly run: RunRecord;
  readonly search?: FoundSearch;
}

/** What npm prints first: the command, each line of it behind ">", and blank lines. */
const PREAMBLE = /^(?:(?:>[^\n]*|[^\S\n]*)\n){0,9}/;
/** How a record begins, for one that was cut. */
const BEGINNING = /^\{\s*"arms"\s*:/;

/** The record that the text is; nothing where it is something else. Throws a NotebookError where it is damaged. */
export function bareRecord(text: string): BareRecord | undefined {
  const written = text.replace(PREAMBLE, '');
  const said = objectOf(written);
  try {
    if ('search' in said && 'result' in said) return searchIn(said);
    return 'arms' in said || 'experiment' in said || BEGINNING.test(written) ? { run: recordFromJson(written) } : undefined;
  } catch (error) {
    throw new NotebookError('unreadable', error instanceof RecordError ? error.message : `This is not the record of a search that can be read here: ${reasonOf(error)}. Search again with this version, or choose another file.`);
  }
}

function searchIn({ search, result, final }: Record<string, unknown>): BareRecord {
  const run = recordFromJson(JSON.stringify(final ?? null));
  return { run, search: searchFromJson(JSON.stringify({ search, result, engine: run.engine })) };
}

/** What is known besides such a record: a name, its title, and the moment in which it was read. */
export function noteOnBare(title: string, { engine }: RunRecord['engine']): RunNote {
  return { id: newId(), name: title.trim() === '' ? 'A run without a title' : runName(cutName(title)), when: new Date().toISOString(), adapterHash: null, device: fromFile(engine), ms: 0 };
}

function objectOf(text: string): Record<string, unknown> {
  if (!text.startsWith('{')) return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
