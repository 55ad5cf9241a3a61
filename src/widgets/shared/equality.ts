/** A live run beside the recorded one: the same answers, or not. */
import { canonical } from '../../lab/canonical.ts';
import type { Experiment } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import { thousands } from '../../lab/wording.ts';

export interface Equality {
  /** Answers to the same question in both runs. */
  readonly compared: number;
  readonly same: number;
  /** For each arm, in order. */
  readonly arms: readonly { readonly compared: number; readonly same: number }[];
  /** The first answer that differs. */
  readonly first?: { readonly arm: string; readonly item: number; readonly recorded: string; readonly live: string };
  /** Whether the same model gave both, on the same kernels. */
  readonly sameModel: boolean;
  /** Items of the live run that the recorded one does not have. */
  readonly beyond: number;
}

/**
 * Compares outcome by outcome. The live run may have fewer items than the recorded one or more: those that both have
 * are compared. Nothing when the two asked different things.
 */
export function equality(recorded: RunRecord, live: RunRecord): Equality | undefined {
  if (asked(recorded.experiment) !== asked(live.experiment)) return undefined;
  const outcomes = Math.min(recorded.experiment.items.count, live.experiment.items.count) * live.experiment.samples;
  let first: Equality['first'];
  const arms = live.arms.map((arm, at) => {
    const other = recorded.arms[at]!;
    let same = 0;
    for (let n = 0; n < outcomes; n++) {
      const here = arm.answers[arm.outcomes[n]!]!;
      const there = other.answers[other.outcomes[n]!]!;
      if (here === there) same += 1;
      else first ??= { arm: live.experiment.arms[at]!.label, item: Math.floor(n / live.experiment.samples), recorded: there, live: here };
    }
    return { compared: outcomes, same };
  });
  const total = (key: 'compared' | 'same') => arms.reduce((sum, arm) => sum + arm[key], 0);
  const { modelHash, versions } = live.engine;
  return {
    compared: total('compared'), same: total('same'), arms,
    ...(first && { first }),
    beyond: Math.max(0, live.experiment.items.count - recorded.experiment.items.count),
    sameModel: modelHash === recorded.engine.modelHash && canonical(versions) === canonical(recorded.engine.versions),
  };
}

/** Whether live and recorded are equal, as a sentence or two. `item` is what an item is called: "ticket". */
export function equalitySentence({ compared, same, first, sameModel, beyond }: Equality, item: string): string {
  if (same === compared) return `Live equals recorded, bit for bit: yes, in all ${thousands(compared)} answers${sameModel ? '' : ', though the model or its kernels are others'}.${beyond === 0 ? '' : ` Of its other ${thousands(beyond)} ${item}s there is no recorded answer.`}`;
  const where = first ? ` The first is ${item} ${first.item + 1}, ${first.arm}: recorded ${quoted(first.recorded)}, here ${quoted(first.live)}.` : '';
  const why = sameModel ? '' : ' The model or its kernels are not those of the recorded run.';
  return `Live equals recorded: no. ${thousands(compared - same)} of ${thousands(compared)} answers differ.${where}${why}`;
}

/** Everything that decides the questions: neither how many there are nor what things are called. */
function asked({ title: _, items, arms, ...rest }: Experiment): string {
  return canonical({ ...rest, items: { ...items, count: 0 }, arms: arms.map(({ label: _, ...arm }) => arm) });
}

function quoted(answer: string): string {
  return `“${answer.length > 60 ? `${answer.slice(0, 60)}…` : answer}”`;
}
