/** Runs an experiment on an engine: the same for a widget, the command line and the recorded runs. */
import { macrotask } from '../engines/macrotask.ts';
import type { ChatCompletion, ChatEngine, ChatRequest } from '../engines/chat.ts';
import { hash32 } from '../tinydesk/random.ts';
import { firstItems, headlineOf, itemCount, type Experiment } from './experiment.ts';
import { isSandboxed, keyOf, type Grader, type SandboxedGrader } from './grader.ts';
import { grade, type Verdict } from './graders.ts';
import { itemsOf, type PairedItem } from './items.ts';
import { armRecord, FORMAT, type ItemOutcomes, type RunRecord } from './record.ts';
import type { Pair, Sandbox } from './sandbox.ts';

/** How far a run is. `arms` counts, by the headline grader, the outcomes so far of each arm. */
export interface RunProgress {
  readonly done: number;
  readonly of: number;
  readonly arms: readonly { readonly id: string; readonly right: number; readonly outcomes: number }[];
}

/** An item of an arm that is finished. `job` is its place in the run: item after item and, within an item, arm after arm. */
export interface Finished extends ItemOutcomes {
  readonly job: number;
}

export interface RunControls {
  readonly signal?: AbortSignal;
  /** Called whenever an item of an arm has all its answers. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** Called with each item of an arm as it is finished. What is kept of these is what a run can go on from. */
  readonly onFinished?: (finished: Finished) => void;
  /** What an earlier run of the same experiment on the same model had finished; it is not asked again. */
  readonly finished?: readonly Finished[];
  /** Keeps the answer to every call of a chain, too, and not only the one that they make together. */
  readonly keepCalls?: boolean;
  /** Where graders that someone wrote are run. */
  readonly sandbox?: Sandbox;
}

/** Who answered, or can say it. */
interface Identified {
  info(): Promise<RunRecord['engine']>;
}

/** Requests in flight at a time: enough to fill any batch, and few enough to be handed over without a pause. */
const WINDOW = 256;

/** What is being asked: one item of one arm, with all its samples. */
interface Job {
  readonly job: number;
  readonly item: PairedItem;
  readonly arm: number;
  readonly completions: ChatCompletion[];
  /** For each sample: every answer so far, and the last one's finish. */
  readonly samples: { readonly answers: string[]; cut: boolean }[];
}

/**
 * Asks every item in every arm and grades the answers. Items go round the arms, so that a run under way has about as
 * many outcomes in each. Rejects with the engine's error, or where a grader cannot be used; an abort rejects, and what
 * was finished until then has been given to `onFinished`: see partialRecord.
 */
export async function run(experiment: Experiment, engine: ChatEngine, controls: RunControls = {}): Promise<RunRecord> {
  const { signal, onProgress, onFinished, keepCalls = false, sandbox } = controls;
  const written = experiment.graders.filter(isSandboxed);
  if (written.length > 0 && !sandbox) throw new Error(`The run "${experiment.id}" is graded by code that someone wrote, and there is no sandbox to run it in. Open one, or leave out ${written.map(keyOf).join(', ')}.`);
  const items = await itemsOf(experiment);
  const of = items.length * experiment.arms.length;
  const results: (ItemOutcomes | undefined)[] = Array.from({ length: of });
  const counts = experiment.arms.map(({ id }) => ({ id, right: 0, outcomes: 0 }));
  const headline = headlineOf(experiment);
  let done = 0;
  const count = (job: number, outcomes: ItemOutcomes): void => {
    results[job] = outcomes;
    const each = counts[job % experiment.arms.length]!;
    each.outcomes += outcomes.outcomes.length;
    each.right += outcomes.verdicts[headline]!.split('1').length - 1;
    done += 1;
  };
  for (const { job, ...outcomes } of controls.finished ?? []) if (job < of && !results[job]) count(job, outcomes);
  const finish = (job: Job, verdicts: ReadonlyMap<string, Verdict>): void => {
    const outcomes = outcomesOf(experiment, job, verdicts, keepCalls);
    count(job.job, outcomes);
    onFinished?.({ job: job.job, ...outcomes });
    onProgress?.({ done, of, arms: counts.map((each) => ({ ...each })) });
  };

  const waiting = results.flatMap((result, job) => (result ? [] : [job]));
  for (let from = 0; from < waiting.length; from += WINDOW) {
    const jobs = waiting.slice(from, from + WINDOW).map((job): Job => ({
      job, item: items[Math.floor(job / experiment.arms.length)]!, arm: job % experiment.arms.length, completions: [],
      samples: Array.from({ length: experiment.samples }, () => ({ answers: [], cut: false })),
    }));
    const alone = written.length === 0 ? (job: Job) => finish(job, new Map()) : undefined;
    await ask(experiment, engine, jobs, { ...(signal && { signal }), ...(alone && { onAnswered: alone }) });
    if (!alone) {
      const verdicts = await judged(written, jobs, sandbox!);
      for (const job of jobs) finish(job, verdicts);
    }
  }
  return recordOf(experiment, engine, results as ItemOutcomes[]);
}

/** The record of the first items that were finished in every arm, marked as a part of the run; nothing where there are none. */
export async function partialRecord(experiment: Experiment, engine: Identified, finished: readonly Finished[]): Promise<RunRecord | undefined> {
  const arms = experiment.arms.length;
  const results: ItemOutcomes[] = [];
  for (const { job, ...outcomes } of finished) results[job] = outcomes;
  let whole = 0;
  while (whole < itemCount(experiment) && experiment.arms.every((_, arm) => results[whole * arms + arm])) whole += 1;
  if (whole === 0) return undefined;
  const part: Experiment = { ...experiment, items: firstItems(experiment.items, whole) };
  return { ...(await recordOf(part, engine, results)), planned: itemCount(experiment) };
}

async function recordOf(experiment: Experiment, engine: Identified, results: readonly ItemOutcomes[]): Promise<RunRecord> {
  const { engine: kind, model, modelHash, versions } = await engine.info();
  const arms = [];
  for (const [at, arm] of experiment.arms.entries()) {
    await macrotask();
    arms.push(armRecord(experiment, arm, Array.from({ length: itemCount(experiment) }, (_, n) => results[n * experiment.arms.length + at]!)));
  }
  return { format: FORMAT, experiment, engine: { engine: kind, model, modelHash, versions }, arms };
}

/** Asks the jobs, and asks on where a task has a next call for the answers so far. */
async function ask(experiment: Experiment, engine: ChatEngine, jobs: readonly Job[], { signal, onAnswered }: { signal?: AbortSignal; onAnswered?: (job: Job) => void }): Promise<void> {
  const options = (asked: readonly { job: Job; samples: readonly number[] }[]) => ({
    ...(signal && { signal }),
    onCompletion: (index: number, completion: ChatCompletion) => {
      const { job, samples } = asked[index]!;
      job.completions.push(completion);
      for (const [at, sample] of samples.entries()) {
        const { message, finish_reason } = completion.choices[at]!;
        job.samples[sample]!.answers.push(message.content);
        job.samples[sample]!.cut = finish_reason === 'length';
      }
      if (!job.item.arms[job.arm]!.next) onAnswered?.(job);
    },
  });
  const all = Array.from({ length: experiment.samples }, (_, sample) => sample);
  const first = jobs.map((job) => ({ job, samples: all }));
  await engine.complete(jobs.map((job) => requestOf(experiment, job, { messages: job.item.arms[job.arm]!.messages, n: experiment.samples, seed: seedOf(experiment, job) })), options(first));

  // From the second call on, samples go ways of their own.
  const chained = jobs.filter((job) => job.item.arms[job.arm]!.next);
  for (let call = 1; ; call++) {
    const asked = [];
    const requests = [];
    for (const job of chained) {
      for (const sample of all) {
        const { answers } = job.samples[sample]!;
        const messages = answers.length === call ? job.item.arms[job.arm]!.next!(answers) : undefined;
        if (!messages) continue;
        asked.push({ job, samples: [sample] });
        requests.push(requestOf(experiment, job, { messages, n: 1, seed: (seedOf(experiment, job) + 7919 * call + 104_729 * sample) & 0x7fffffff }));
      }
    }
    if (requests.length === 0) break;
    await engine.complete(requests, options(asked));
  }
  for (const job of chained) onAnswered?.(job);
}

function requestOf(experiment: Experiment, { arm }: Job, request: Pick<ChatRequest, 'messages' | 'n' | 'seed'>): ChatRequest {
  return { ...experiment.request, ...experiment.arms[arm]!.request, ...request };
}

/** The random numbers of an item's draws: those of the item, or the arm's own. */
function seedOf({ draws, arms }: Experiment, { item, arm }: Job): number {
  return draws === 'own' ? hash32(`${item.seed} ${arms[arm]!.id}`) & 0x7fffffff : item.seed;
}

function outcomesOf(experiment: Experiment, job: Job, verdicts: ReadonlyMap<string, Verdict>, keepCalls: boolean): ItemOutcomes {
  const { reference, next } = job.item.arms[job.arm]!;
  const outcomes = job.samples.map(({ answers, cut }, sample) => ({ answer: answerOf(job, sample), cut, ...(keepCalls && next && { calls: answers }) }));
  const verdict = (grader: Grader, answer: string) => (isSandboxed(grader) ? verdicts.get(pairKey(grader, { answer, reference }))! : grade(grader, answer, reference));
  const total = (of: 'prompt_tokens' | 'completion_tokens') => job.completions.reduce((sum, { usage }) => sum + usage[of], 0);
  return {
    outcomes,
    verdicts: Object.fromEntries(experiment.graders.map((grader) => [keyOf(grader), outcomes.map(({ answer }) => verdict(grader, answer)).join('')])),
    promptTokens: total('prompt_tokens'),
    answerTokens: total('completion_tokens'),
  };
}

/** The answer that is graded: the last one, or what the task makes of them all. */
function answerOf({ item, arm, samples }: Job, sample: number): string {
  const { answers } = samples[sample]!;
  return item.arms[arm]!.join?.(answers) ?? answers.at(-1)!;
}

/** The verdicts of graders that someone wrote, on every different pair of answer and reference. */
async function judged(graders: readonly SandboxedGrader[], jobs: readonly Job[], sandbox: Sandbox): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  for (const grader of graders) {
    const pairs = new Map<string, Pair>();
    for (const job of jobs) {
      for (const sample of job.samples.keys()) {
        const pair = { answer: answerOf(job, sample), reference: job.item.arms[job.arm]!.reference };
        pairs.set(pairKey(grader, pair), pair);
      }
    }
    const judgements = await sandbox.judge(grader, [...pairs.values()]);
    for (const [at, key] of [...pairs.keys()].entries()) verdicts.set(key, judgements[at]!);
  }
  return verdicts;
}

function pairKey(grader: SandboxedGrader, pair: Pair): string {
  return JSON.stringify([keyOf(grader), pair.answer, pair.reference]);
}
