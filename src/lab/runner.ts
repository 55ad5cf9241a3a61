/** Runs an experiment on an engine: the same for a widget, the command line and the recorded runs. */
import type { ChatCompletion, ChatEngine, ChatRequest } from '../engines/chat.ts';
import type { Experiment } from './experiment.ts';
import { grade } from './graders.ts';
import { itemsOf, type PairedItem } from './items.ts';
import { armRecord, FORMAT, type ItemOutcomes, type RunRecord } from './record.ts';

/** How far a run is. `arms` counts, by the headline grader, the outcomes so far of each arm. */
export interface RunProgress {
  readonly done: number;
  readonly of: number;
  readonly arms: readonly { readonly id: string; readonly right: number; readonly outcomes: number }[];
}

export interface RunControls {
  readonly signal?: AbortSignal;
  /** Called whenever an item of an arm has all its answers. */
  readonly onProgress?: (progress: RunProgress) => void;
}

/**
 * Asks every item in every arm and grades the answers. Items go round the arms, so that a run under way has about as
 * many outcomes in each. Rejects with the engine's error; an abort rejects and leaves nothing behind.
 */
export async function run(experiment: Experiment, engine: ChatEngine, { signal, onProgress }: RunControls = {}): Promise<RunRecord> {
  const items = await itemsOf(experiment);
  const requests = items.flatMap((item) => experiment.arms.map((_, arm) => requestOf(experiment, item, arm)));
  const counts = experiment.arms.map(({ id }) => ({ id, right: 0, outcomes: 0 }));
  let done = 0;
  const onCompletion = (index: number, completion: ChatCompletion): void => {
    const at = index % experiment.arms.length;
    const { reference } = items[Math.floor(index / experiment.arms.length)]!.arms[at]!;
    const count = counts[at]!;
    for (const { message } of completion.choices) {
      count.outcomes += 1;
      if (grade(experiment.graders[0], message.content, reference) === '1') count.right += 1;
    }
    done += 1;
    onProgress?.({ done, of: requests.length, arms: counts.map((each) => ({ ...each })) });
  };
  const completions = await engine.complete(requests, { ...(signal && { signal }), ...(onProgress && { onCompletion }) });
  const { engine: kind, model, modelHash, versions } = await engine.info();
  return {
    format: FORMAT,
    experiment,
    engine: { engine: kind, model, modelHash, versions },
    arms: experiment.arms.map((arm, at) =>
      armRecord(experiment, arm, items.map((item, n) => outcomesOf(completions[n * experiment.arms.length + at]!, item.arms[at]!.reference)))),
  };
}

function requestOf(experiment: Experiment, item: PairedItem, arm: number): ChatRequest {
  return { ...experiment.request, ...experiment.arms[arm]!.request, messages: item.arms[arm]!.messages, n: experiment.samples, seed: item.seed };
}

function outcomesOf({ choices, usage }: ChatCompletion, reference: string): ItemOutcomes {
  return {
    outcomes: choices.map(({ message, finish_reason }) => ({ answer: message.content, cut: finish_reason === 'length' })),
    reference,
    promptTokens: usage.prompt_tokens,
    answerTokens: usage.completion_tokens,
  };
}
