/** What is wrong with a run that cannot be read, in words for its reader. */
import { CheckError } from '../engines/check.ts';
import { reasonOf } from './notebook-error.ts';
import type { RunSummary } from './run-summary.ts';
import type { SearchSummary } from './search-summary.ts';

type Part = keyof RunSummary | keyof SearchSummary;

/** What a reader calls the parts of an entry, of a run or a search. */
const PARTS: Readonly<Record<Part, string>> = {
  id: 'the number it is filed under',
  name: 'its name',
  when: 'when it was made',
  adapterHash: 'which adapter answered with the model',
  device: 'which device it was made on',
  ms: 'how long it took',
  experiment: 'what it asked',
  title: 'what it asked',
  identity: 'what it asked',
  content: 'which answers belong to it',
  engine: 'which model answered',
  seeds: 'which items it asked about',
  items: 'how many items it asked about',
  samples: 'how many answers it drew for an item',
  arms: 'how many answers were right',
  partial: 'whether it is whole',
  kind: 'whether it is a run or a search',
  final: 'which run tried its winner on test items',
  seed: 'by which seed its prompts were drawn',
  prompts: 'how many prompts it tried',
  rounds: 'how many rounds it went',
  tokens: 'what it spent',
  winner: 'what it found',
  bytes: 'how large it is',
};

/** What a reader can do about a run of the notebook that is damaged. */
export const REMEDY = 'If you have it in an exported file, delete it here and import that file; if not, run it again. It stays as it is until you delete it.';

/** To stand after a colon: "it no longer says when it was made". */
export function damageIn(error: unknown): string {
  if (!(error instanceof CheckError)) return reasonOf(error);
  const part = /\.(\w+)/.exec(error.path)?.[1] ?? '';
  return Object.hasOwn(PARTS, part) ? `it does not say, in a way that can be read, ${PARTS[part as Part]}` : 'what is kept of it is not a run';
}
