/**
 * What an experiment is: a pure description that can be stored, sent, run by any engine and run again. Everything
 * that decides its outcome, apart from the model, is in it.
 */
import type { ChatRequest } from '../engines/chat.ts';
import type { Split } from '../tinydesk/world/split.ts';
import { keyOf, type Grader, type GraderKey } from './grader.ts';
import type { Task } from './tasks.ts';
import type { WorkedExample } from './template/values.ts';

/** What was done to make the model answer well: nothing, its prompt, its weights, or both. */
export type Lever = 'base' | 'prompt' | 'tune' | 'both';

/** How to ask, apart from the messages and the seed. */
export type RequestTemplate = Pick<ChatRequest, 'temperature' | 'top_p' | 'max_tokens' | 'stop' | 'response_format'>;

/**
 * The held-out items. Item i of a seed is drawn from a random stream of its own, the same in every arm; so arms
 * whose tasks draw the same ticket are paired. Several seeds give `count` items each, one seed after the other, or as
 * many as `counts` says of each.
 */
export interface ItemSet {
  readonly split: Split;
  readonly count: number;
  readonly seeds: readonly [string, ...string[]];
  /** Where seeds give different numbers of items: how many each gives, from its first one. `count` is the largest of them. */
  readonly counts?: readonly number[];
  /** Texts of the reader's own with their right answers, in place of drawn tickets: as many as `count` says. */
  readonly given?: readonly WorkedExample[];
}

/** What else may vary while the question stays the same: its words, the layout it is written in, the order of its examples, the seed that a model was tuned with. */
export const FACTORS = ['wording', 'format', 'order', 'training'] as const;
export type Factor = (typeof FACTORS)[number];

/** A level of each factor that is varied. */
export type Levels = Readonly<Partial<Record<Factor, string>>>;

/** One way of asking: a task that turns an item into a prompt, with a request of its own where it differs. */
export interface Arm {
  readonly id: string;
  readonly label: string;
  readonly lever: Lever;
  readonly task: Task;
  readonly request?: RequestTemplate;
  /** For a variant: the name it shares with all variants of the same prompt, and its level of each factor. */
  readonly variant?: { readonly of: string; readonly levels: Levels };
}

export interface Experiment {
  readonly id: string;
  readonly title: string;
  readonly items: ItemSet;
  /** Answers drawn for each item in each arm. */
  readonly samples: number;
  /**
   * `own`: every arm draws with random numbers of its own, so that arms say nothing of each other's luck. Where not said,
   * an item's draws use the same ones in every arm, which tells arms apart with fewer items.
   */
  readonly draws?: 'own';
  readonly request: RequestTemplate;
  /** How answers are read and compared with the reference; the first is the headline. */
  readonly graders: readonly [Grader, ...Grader[]];
  readonly arms: readonly Arm[];
}

/** Greedy decoding. */
export const GREEDY = { temperature: 0 } as const satisfies RequestTemplate;

/** The grader whose figures stand first. */
export function headlineOf({ graders }: Pick<Experiment, 'graders'>): GraderKey {
  return keyOf(graders[0]);
}

/** How many items each arm has. */
export function itemCount({ items }: Pick<Experiment, 'items'>): number {
  return countsOf(items).reduce((sum, count) => sum + count, 0);
}

/** How many items each seed gives. */
export function countsOf({ count, counts, seeds }: ItemSet): readonly number[] {
  return counts ?? seeds.map(() => count);
}

/** The set in which each seed gives so many items, written in the one way there is: `counts` only where they differ. */
export function withCounts({ counts: _, ...items }: ItemSet, counts: readonly number[]): ItemSet {
  const count = Math.max(...counts);
  return { ...items, count, ...(counts.some((each) => each !== count) && { counts }) };
}

/** The first `most` items of a set, at least one: those of its first seeds, and of the next one as many as are left. */
export function firstItems(items: ItemSet, most: number): ItemSet {
  const counts: number[] = [];
  let left = most;
  for (const count of countsOf(items)) {
    if (left <= 0) break;
    counts.push(Math.min(left, count));
    left -= count;
  }
  const first = withCounts({ ...items, seeds: items.seeds.slice(0, counts.length) as [string, ...string[]] }, counts);
  return { ...first, ...(items.given && { given: items.given.slice(0, first.count) }) };
}

/** How many completions a run asks for: what a reader is told before pressing Run. */
export function completionCount(experiment: Experiment): number {
  return itemCount(experiment) * experiment.arms.length * experiment.samples;
}
