/** Two arms of a run, compared on the same items. */
import { headlineOf } from './experiment.ts';
import type { GraderKey } from './grader.ts';
import { armOf, tallyOf, type ArmRecord, type RunRecord } from './record.ts';
import { bootstrapMean } from './statistics/bootstrap.ts';
import { itemsNeeded } from './statistics/items-needed.ts';
import { mcnemar } from './statistics/mcnemar.ts';
import { pairedDifference } from './statistics/paired-difference.ts';
import type { Estimate } from './statistics/wilson.ts';

export interface Contrast {
  /** Share right in A minus share right in B. */
  readonly difference: Estimate;
  /** Items compared. */
  readonly n: number;
  /** Exact McNemar, with one sample an item only. */
  readonly p?: number;
  /** Whether the data tell the two apart: p below 0.05, or an interval that leaves out zero. */
  readonly settled: boolean;
  /** With one sample an item and not settled: about how many more items would settle a difference of this size, if any number would. */
  readonly moreItems?: number;
}

/** What arm A gains over arm B, in answers right by the grader (the headline one where none is named). */
export function contrast(record: RunRecord, a: string, b: string, grader: GraderKey = headlineOf(record.experiment)): Contrast {
  tallyOf(record, a, grader);
  tallyOf(record, b, grader);
  const { samples } = record.experiment;
  const inA = shares(armOf(record, a), grader, samples);
  const inB = shares(armOf(record, b), grader, samples);
  const n = inA.length;
  if (samples > 1) {
    const difference = bootstrapMean(inA.map((share, item) => share - inB[item]!), 'contrast');
    return { difference, n, settled: difference.low > 0 || difference.high < 0 };
  }
  const onlyA = inA.filter((share, item) => share > inB[item]!).length;
  const onlyB = inA.filter((share, item) => share < inB[item]!).length;
  const p = mcnemar(onlyA, onlyB);
  const settled = p < 0.05;
  const needed = itemsNeeded(onlyA, onlyB, n);
  return {
    difference: pairedDifference(onlyA, onlyB, n), n, p, settled,
    ...(!settled && Number.isFinite(needed) && { moreItems: Math.max(1, needed - n) }),
  };
}

/** For each item, the share of its answers that are right. */
function shares(arm: ArmRecord, grader: GraderKey, samples: number): number[] {
  const verdicts = arm.verdicts[grader]!;
  return Array.from({ length: verdicts.length / samples }, (_, item) => (verdicts.slice(item * samples, (item + 1) * samples).split('1').length - 1) / samples);
}
