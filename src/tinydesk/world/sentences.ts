/** The sentences that tickets are made of, by what they say and by split. */
import { account } from './frames/account.ts';
import { billing } from './frames/billing.ts';
import { CATEGORIES, type Category, type Frame } from './frames/format.ts';
import { product } from './frames/product.ts';
import { returns } from './frames/returns.ts';
import { shipping } from './frames/shipping.ts';
import { bySplit, type Split } from './split.ts';
import { closers, context, openers, resolved, urgency } from './surround.ts';
import { URGENCIES, type Urgency } from './urgency.ts';

type Sentences = Record<Split, readonly Frame[]>;

/** What a ticket is about. */
export const cores: Readonly<Record<Category, Sentences>> = mapRecord({ billing, shipping, returns, account, product }, bySplit);
/** How soon it wants an answer. */
export const urgent: Readonly<Record<Urgency, Sentences>> = mapRecord(urgency, bySplit);
/** Matters of a department that are over. */
export const settled: Readonly<Record<Category, Sentences>> = mapRecord(resolved, bySplit);
export const surround = { openers: bySplit(openers), closers: bySplit(closers), context: bySplit(context) } satisfies Record<string, Sentences>;

/** Sentences that only pretraining reads, so that no page has to load them. Tickets of dev and test stay what they are. */
export interface TrainingSentences {
  readonly cores: Readonly<Record<Category, readonly Frame[]>>;
  readonly urgent: Readonly<Record<Urgency, readonly Frame[]>>;
}

/** From now on, tickets of the training split grow from `more` as well. */
export function addTrainingSentences(more: TrainingSentences): void {
  for (const category of CATEGORIES) add(cores[category], more.cores[category]);
  for (const level of URGENCIES) add(urgent[level], more.urgent[level]);
}

function add(sentences: Sentences, more: readonly Frame[]): void {
  sentences.train = [...sentences.train, ...more];
}

function mapRecord<K extends string, A, B>(record: Readonly<Record<K, A>>, f: (a: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(record).map(([key, value]) => [key, f(value)])) as Record<K, B>;
}
