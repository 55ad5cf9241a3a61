/** Two arms of a run, compared on the same items. */
import { headlineOf } from './experiment.ts';
import type { GraderKey } from './grader.ts';
import { armOf, tallyOf, type ArmRecord, type RunRecord } from './record.ts';
import { bootstrapMean } from './statistics/bootstrap.ts';
import { mcnemar } from './statistics/mcnemar.ts';
import { pairedDifference } from './statistics/paired-difference.ts';
import { verdictOf, type Comparison } from './statistics/verdict.ts';
import type { Estimate } from './statistics/wilson.ts';

export interface Contrast {
  /** Share right in A minus share right in B. */
  readonly difference: Estimate;
  /** Items compared. */
  readonly n: number;
  /** With one sample an item: items that only A got right, and only B. */
  readonly onlyA?: number;
  readonly onlyB?: number;
  /** Exact McNemar, with one sample an item. As one of several comparisons, Holm's. */
  readonly p?: number;
  /** Of how many comparisons this is one, where they are judged together. The interval is for this one alone. */
  readonly among?: number;
  /** Whether the data tell the two apart: p below 0.05 or, alone and without one, an interval that leaves out zero. */
  readonly settled: boolean;
  /** Where not settled: about how many more items would settle a difference of this size, if any number would. */
  readonly moreItems?: number;
}

/** A comparison with its verdict, as one of several where there were other tries. */
export function judged({ tries = [], ...comparison }: Comparison): Contrast {
  const { verdict, ...found } = verdictOf({ ...comparison, tries });
  return { ...comparison, ...found, settled: verdict !== 'cannot tell', ...(tries.length > 0 && { among: tries.length + 1 }) };
}

/** What arm A gains over arm B, in answers right by the grader (the headline one where none is named). */
export function contrast(record: RunRecord, a: string, b: string, grader: GraderKey = headlineOf(record.experiment)): Contrast {
  tallyOf(record, a, grader);
  tallyOf(record, b, grader);
  const { samples } = record.experiment;
  const inA = shares(armOf(record, a), grader, samples);
  const inB = shares(armOf(record, b), grader, samples);
  const n = inA.length;
  if (samples > 1) return judged({ difference: bootstrapMean(inA.map((share, item) => share - inB[item]!), 'contrast'), n });
  const onlyA = inA.filter((share, item) => share > inB[item]!).length;
  const onlyB = inA.filter((share, item) => share < inB[item]!).length;
  return judged({ difference: pairedDifference(onlyA, onlyB, n), n, p: mcnemar(onlyA, onlyB), onlyA, onlyB });
}

/** For each item, the share of its answers that are right. */
function shares(arm: ArmRecord, grader: GraderKey, samples: number): number[] {
  const verdicts = arm.verdicts[grader]!;
  return Array.from({ length: verdicts.length / samples }, (_, item) => (verdicts.slice(item * samples, (item + 1) * samples).split('1').length - 1) / samples);
}
