/** What measuring honestly takes: four requests for one word on the same tickets, and twelve wordings of one request. */
import { GREEDY, type Arm, type Experiment } from '../experiment.ts';
import { crossed } from '../variants.ts';

/** The request that the others are compared with. */
export const LISTED = 'answer with one word: billing, shipping, returns, account or product.';

/** The requests, from what says most to what says least. Chosen on development tickets. */
export const REQUESTS = {
  listed: LISTED,
  topic: 'reply with just the topic word.',
  open: 'please say which department should read this.',
  vague: 'deal with this message.',
} as const;
export type RequestId = keyof typeof REQUESTS;

export interface MeasuringOptions {
  /** Tickets in each arm. */
  readonly count?: number;
  readonly seed?: string;
  /** Which of the requests are asked. */
  readonly requests?: readonly RequestId[];
}

const word = (request: string) => ({
  name: 'prompted', options: { prompt: [{ role: 'user', template: `${request}\n{{ticket}}` }], ticket: 'full', answer: 'word' },
} as const);

const ARMS: Readonly<Record<RequestId, Arm>> = {
  listed: { id: 'listed', label: 'one word, listed', lever: 'prompt', task: word(REQUESTS.listed) },
  topic: { id: 'topic', label: 'the topic word', lever: 'prompt', task: word(REQUESTS.topic) },
  open: { id: 'open', label: 'which department', lever: 'prompt', task: word(REQUESTS.open) },
  vague: { id: 'vague', label: 'deal with it', lever: 'base', task: word(REQUESTS.vague) },
};

/** Requests on the same tickets. An answer is right when it is the department's word and nothing else. */
export function measuringExperiment({ count = 400, seed = 'measuring', requests = Object.keys(REQUESTS) as RequestId[] }: MeasuringOptions = {}): Experiment {
  return {
    id: 'measuring',
    title: 'Four requests for one word, on the same tickets',
    items: { split: 'test', count, seeds: [seed] },
    samples: 1,
    request: { ...GREEDY, max_tokens: 24 },
    graders: ['exact', 'category'],
    arms: requests.map((id) => ARMS[id]),
  };
}

export const measuring = measuringExperiment();

/** Twelve ways of asking for the same word, none meant to be better than another. */
export const WORDINGS = [
  LISTED,
  'classify the ticket as billing, shipping, returns, account or product.',
  'choose one: billing, shipping, returns, account, product.',
  'which of billing, shipping, returns, account and product is it?',
  'classify the ticket. use one word.',
  'which topic is it? one word only.',
  'name the topic in a single word.',
  REQUESTS.topic,
  'label this ticket with one word.',
  'give the category as a single word and nothing else.',
  'what is the ticket about? answer in one word.',
  'sort the ticket. write only the word for its category.',
] as const;

const LEVELS = WORDINGS.map((_, at) => String(at + 1)) as [string, string, ...string[]];

/** The same request in twelve wordings: on development tickets, where one may be chosen, or on held-out ones, where the choice is judged. */
export function wordingsExperiment(split: 'dev' | 'test'): Experiment {
  return {
    id: split === 'dev' ? 'measuring-wordings-dev' : 'measuring-wordings',
    title: `Twelve wordings of one request, on ${split === 'dev' ? 'development' : 'held-out'} tickets`,
    items: { split, count: 200, seeds: ['measuring-wordings'] },
    samples: 1,
    request: { ...GREEDY, max_tokens: 24 },
    graders: ['exact'],
    arms: crossed({ id: 'wording', label: 'one word', lever: 'prompt' }, { wording: LEVELS }, (levels) => word(WORDINGS[Number(levels.wording) - 1]!)),
  };
}

export const wordingsDev = wordingsExperiment('dev');
export const wordings = wordingsExperiment('test');
