/** Two kept runs beside each other, as a page shows it. */
import { canonical } from '../lab/canonical.ts';
import { itemCount, type Arm } from '../lab/experiment.ts';
import { sampleSize, shareRight } from '../lab/figure.ts';
import { keyOf, type GraderKey } from '../lab/grader.ts';
import { itemsOf } from '../lab/items.ts';
import { armOf, type ArmRecord, type RunRecord } from '../lab/record.ts';
import type { Estimate } from '../lab/statistics/wilson.ts';
import { NotebookError } from './notebook-error.ts';
import { compareRuns, type RunComparison } from './run-comparison.ts';
import type { KeptRun } from './runs.ts';

/** An item that one run had right more often than the other. */
export interface Flip {
  /** From 0. */
  readonly item: number;
  /** Whether A has it right more often. */
  readonly gained: boolean;
  /** The first answer of each. */
  readonly answers: readonly [a: string, b: string];
  readonly reference: string;
}

export interface ComparisonSheet {
  readonly names: readonly [a: string, b: string];
  readonly arms: readonly [a: readonly ArmName[], b: readonly ArmName[]];
  readonly chosen: readonly [a: string, b: string];
  readonly grader: GraderKey;
  readonly shares: readonly [a: Estimate, b: Estimate];
  readonly n: readonly [a: number, b: number];
  readonly comparison: RunComparison;
  /** Whether the two runs are equal in every answer. */
  readonly equal: boolean;
  /** What the runs do not have in common besides their answers. */
  readonly differing: readonly { readonly what: string; readonly values: readonly [a: string, b: string] }[];
  /** Where the same items were asked: how many went each way, and the first of them. */
  readonly flips?: { readonly gained: number; readonly lost: number; readonly shown: readonly Flip[] };
}

export type ArmName = Pick<Arm, 'id' | 'label'>;

const SHOWN = 20;

/**
 * What A gains over B, between arms that do the same where the two have such, or between those named. Rejects with a
 * sentence where the runs have no grader in common.
 */
export async function comparisonSheet(a: KeptRun, b: KeptRun, named?: readonly [a: string, b: string]): Promise<ComparisonSheet> {
  const chosen = named ?? counterparts(a.record, b.record);
  const ofB = new Set(b.record.experiment.graders.map(keyOf));
  const grader = a.record.experiment.graders.map(keyOf).find((key) => ofB.has(key));
  if (grader === undefined) throw new NotebookError('failed', `“${a.summary.name}” and “${b.summary.name}” were graded by different graders, so their shares are of different things. Choose runs with a grader in common.`);
  const comparison = await compareRuns(a.record, b.record, chosen[0], chosen[1], grader);
  const flips = comparison.method === 'paired' ? await flipsOf(a.record, b.record, chosen, grader) : undefined;
  return {
    names: [a.summary.name, b.summary.name],
    arms: [names(a.record), names(b.record)],
    chosen, grader,
    shares: [shareRight(a.record, chosen[0], grader), shareRight(b.record, chosen[1], grader)],
    n: [sampleSize(a.record), sampleSize(b.record)],
    comparison,
    equal: a.summary.content === b.summary.content,
    differing: differing(a, b),
    ...(flips && { flips }),
  };
}

/** Arms with the same task; else with the same label; else the first of each. */
function counterparts(a: RunRecord, b: RunRecord): [a: string, b: string] {
  const pairs = a.experiment.arms.flatMap((inA) => b.experiment.arms.map((inB) => [inA, inB] as const));
  const [inA, inB] = pairs.find(([one, other]) => canonical(one.task) === canonical(other.task)) ?? pairs.find(([one, other]) => one.label === other.label) ?? pairs[0]!;
  return [inA.id, inB.id];
}

function names({ experiment }: RunRecord): ArmName[] {
  return experiment.arms.map(({ id, label }) => ({ id, label }));
}

async function flipsOf(a: RunRecord, b: RunRecord, [armA, armB]: readonly [string, string], grader: GraderKey): Promise<ComparisonSheet['flips']> {
  const { samples } = a.experiment;
  const [inA, inB] = [armOf(a, armA), armOf(b, armB)];
  const right = ({ verdicts }: ArmRecord, item: number) => verdicts[grader]!.slice(item * samples, (item + 1) * samples).split('1').length - 1;
  const answer = ({ answers, outcomes }: ArmRecord, item: number) => answers[outcomes[item * samples]!]!;
  const items = await itemsOf({ ...a.experiment, arms: a.experiment.arms.filter(({ id }) => id === armA) });
  const flips = Array.from({ length: itemCount(a.experiment) }, (_, item) => ({ item, gained: right(inA, item) - right(inB, item) }))
    .filter(({ gained }) => gained !== 0)
    .map(({ item, gained }): Flip => ({ item, gained: gained > 0, answers: [answer(inA, item), answer(inB, item)], reference: items[item]!.arms[0]!.reference }));
  const gained = flips.filter((flip) => flip.gained).length;
  return { gained, lost: flips.length - gained, shown: flips.slice(0, SHOWN) };
}

function differing(a: KeptRun, b: KeptRun): ComparisonSheet['differing'] {
  const facts = ({ summary: { engine, adapterHash, device }, record: { experiment, planned } }: KeptRun): Record<string, string> => ({
    'seeds': experiment.items.seeds.join(', '),
    'items': `${itemCount(experiment)}, ${experiment.items.split}${planned === undefined ? '' : `, a part of ${planned}`}`,
    'answers an item': String(experiment.samples),
    'request': canonical(experiment.request),
    'model': engine.model,
    'model hash': engine.modelHash.slice(0, 12),
    'adapter hash': adapterHash?.slice(0, 12) ?? 'no adapter',
    ...Object.fromEntries(Object.entries(engine.versions).map(([name, version]) => [`version of ${name}`, version.slice(0, 40)])),
    'device': `${device.platform}${device.cores === null ? '' : `, ${device.cores} threads`}`,
  });
  const [ofA, ofB] = [facts(a), facts(b)];
  return [...new Set([...Object.keys(ofA), ...Object.keys(ofB)])]
    .map((what) => ({ what, values: [ofA[what] ?? 'none', ofB[what] ?? 'none'] as const }))
    .filter(({ values: [one, other] }) => one !== other);
}
