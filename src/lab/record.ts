/**
 * What a run leaves behind: the experiment, who answered, every answer with its verdict, and counts. Counts only:
 * shares and intervals are computed from them wherever they are shown. Times are left out, so that a run that gives
 * the same answers gives the same record, byte for byte.
 */
import { agreement, type Agreement } from './statistics/agreement.ts';
import { headlineOf, itemCount, type Arm, type Experiment } from './experiment.ts';
import { keyOf, type Grader, type GraderKey } from './grader.ts';
import { readerOf } from './graders.ts';
import type { EngineInfo } from '../engines/chat.ts';

/** Raised when older records can no longer be read. */
export const FORMAT = 1;

export interface RunRecord {
  readonly format: typeof FORMAT;
  readonly experiment: Experiment;
  readonly engine: Pick<EngineInfo, 'engine' | 'model' | 'modelHash' | 'versions'>;
  /** In the order of the experiment's arms. */
  readonly arms: readonly ArmRecord[];
  /** Of a run that was ended early: how many items each arm was to have. */
  readonly planned?: number;
}

/** The outcomes of an arm, item after item and, within an item, sample after sample. */
export interface ArmRecord {
  readonly id: string;
  /** Every different answer, in order of first appearance. */
  readonly answers: readonly string[];
  /** For each outcome, its place in `answers`. */
  readonly outcomes: readonly number[];
  /** For each grader, one character an outcome: 1 right, 0 wrong, - unreadable. */
  readonly verdicts: Readonly<Record<GraderKey, string>>;
  /** Outcomes that were cut off at the token limit. */
  readonly cut: readonly number[];
  /** For each item: tokens of the prompt, and of its answers together. */
  readonly promptTokens: readonly number[];
  readonly answerTokens: readonly number[];
  /** Where every outcome took several calls and their answers were kept: for each outcome, the places of them in order. */
  readonly calls?: { readonly answers: readonly string[]; readonly outcomes: readonly (readonly number[])[] };
  readonly summary: Summary;
}

export interface Summary {
  readonly outcomes: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
  readonly graders: Readonly<Record<GraderKey, Tally>>;
}

export interface Tally {
  readonly right: number;
  readonly wrong: number;
  readonly unreadable: number;
  /** Over all items together, pairs of answers to the same item that read the same; with several samples only. */
  readonly agreement?: Agreement;
}

/** One answer, as an engine gave it. */
export interface Outcome {
  readonly answer: string;
  readonly cut: boolean;
  /** Where it took several calls and they are kept: the answer to each. */
  readonly calls?: readonly string[];
}

/** All that happened to one item in one arm. */
export interface ItemOutcomes {
  readonly outcomes: readonly Outcome[];
  /** For each grader, one character an outcome, as in ArmRecord. */
  readonly verdicts: Readonly<Record<GraderKey, string>>;
  readonly promptTokens: number;
  readonly answerTokens: number;
}

/** The record of an arm from what happened to its items, in order. */
export function armRecord(experiment: Experiment, arm: Pick<Arm, 'id'>, items: readonly ItemOutcomes[]): ArmRecord {
  const all = items.flatMap((item) => item.outcomes);
  const places = new Places();
  const outcomes = all.map(({ answer }) => places.of(answer));
  const verdicts: Record<GraderKey, string> = {};
  for (const grader of experiment.graders) {
    verdicts[keyOf(grader)] = items.map((item) => item.verdicts[keyOf(grader)]!).join('');
  }
  const bare = {
    id: arm.id,
    answers: places.texts,
    outcomes,
    verdicts,
    cut: all.flatMap((outcome, at) => (outcome.cut ? [at] : [])),
    promptTokens: items.map((item) => item.promptTokens),
    answerTokens: items.map((item) => item.answerTokens),
    ...callsIn(all),
  };
  return { ...bare, summary: summaryOf(experiment, bare) };
}

function callsIn(outcomes: readonly Outcome[]): Pick<ArmRecord, 'calls'> {
  const called = outcomes.map(({ calls }) => calls).filter((calls) => calls !== undefined);
  if (called.length === 0 || called.length < outcomes.length) return {};
  const places = new Places();
  return { calls: { outcomes: called.map((calls) => calls.map((answer) => places.of(answer))), answers: places.texts } };
}

/** Different texts, in order of first appearance. */
class Places {
  readonly #places = new Map<string, number>();

  of(text: string): number {
    if (!this.#places.has(text)) this.#places.set(text, this.#places.size);
    return this.#places.get(text)!;
  }

  get texts(): string[] {
    return [...this.#places.keys()];
  }
}

/** The answers to the calls of an outcome, in order; nothing where it was one call, or they were not kept. */
export function callAnswers({ calls }: Pick<ArmRecord, 'calls'>, outcome: number): string[] | undefined {
  return calls?.outcomes[outcome]?.map((place) => calls.answers[place]!);
}

/** The counts that follow from an arm's outcomes. */
export function summaryOf(experiment: Experiment, arm: Omit<ArmRecord, 'summary'>): Summary {
  const graders: Record<GraderKey, Tally> = {};
  for (const grader of experiment.graders) {
    const key = keyOf(grader);
    const verdicts = arm.verdicts[key] ?? '';
    const count = (verdict: string) => verdicts.split(verdict).length - 1;
    const tally = { right: count('1'), wrong: count('0'), unreadable: count('-') };
    graders[key] = experiment.samples === 1 ? tally : { ...tally, agreement: agreement(readings(experiment, arm, key)) };
  }
  const total = (counts: readonly number[]) => counts.reduce((sum, n) => sum + n, 0);
  return { outcomes: arm.outcomes.length, promptTokens: total(arm.promptTokens), answerTokens: total(arm.answerTokens), graders };
}

/** How a grader read each answer: [items][samples], null for what it could not read. */
export function readings(experiment: Experiment, arm: Pick<ArmRecord, 'answers' | 'outcomes'>, key: GraderKey): (string | null)[][] {
  const read = arm.answers.map(readerOf(graderOf(experiment, key)));
  return Array.from({ length: itemCount(experiment) }, (_, item) =>
    Array.from({ length: experiment.samples }, (_, sample) => read[arm.outcomes[item * experiment.samples + sample]!] ?? null));
}

/** The arm of that name. Throws a sentence that lists the names there are. */
export function armOf(record: RunRecord, id: string): ArmRecord {
  const arm = record.arms.find((candidate) => candidate.id === id);
  if (!arm) throw new Error(`The run "${record.experiment.id}" has no arm "${id}". Its arms are ${record.arms.map((candidate) => candidate.id).join(', ')}.`);
  return arm;
}

/** A grader's counts in an arm; the headline grader's where none is named. */
export function tallyOf(record: RunRecord, arm: string, grader: GraderKey = headlineOf(record.experiment)): Tally {
  graderOf(record.experiment, grader);
  return armOf(record, arm).summary.graders[grader]!;
}

/** The grader of that key. Throws a sentence that lists the graders there are. */
export function graderOf({ id, graders }: Pick<Experiment, 'id' | 'graders'>, key: GraderKey): Grader {
  const grader = graders.find((candidate) => keyOf(candidate) === key);
  if (grader === undefined) throw new Error(`The run "${id}" was not graded by "${key}". Its graders are ${graders.map(keyOf).join(', ')}.`);
  return grader;
}
