/**
 * How consistent a prompt is, apart from whether it is right: over repeated draws, and over each thing that varies while
 * the question stays the same. Always to be shown beside accuracy: a constant wrong answer is perfectly consistent.
 */
import { headlineOf, itemCount, type Factor } from './experiment.ts';
import type { GraderKey } from './grader.ts';
import { armOf, graderOf, readings, type RunRecord } from './record.ts';
import { meanAgreement } from './statistics/agreement.ts';
import { bootstrapMean } from './statistics/bootstrap.ts';
import { allCorrect, allVariantsEqual } from './statistics/exact-match.ts';
import { itemMean } from './statistics/item-mean.ts';
import { majorityShare } from './statistics/majority-share.ts';
import { semanticEntropy } from './statistics/semantic-entropy.ts';
import { formatSpread, permutationFloor, type PermutationFloor, type Spread } from './statistics/spread.ts';
import { uniqueOutputRate } from './statistics/unique-output-rate.ts';
import { varianceSources, type Outcomes, type Source } from './statistics/variance.ts';
import type { Estimate } from './statistics/wilson.ts';
import { variantsOf, type Design } from './variants.ts';

/** Of one prompt asked again and again in the same words; only where several answers were drawn. */
export interface RunToRun {
  readonly agreement: Estimate;
  readonly majority: Estimate;
  readonly unique: Estimate;
  /** In nats, over canonical readings: no clustering by meaning. */
  readonly entropy: Estimate;
}

/** Of first answers, over the levels of one factor, averaged over the levels of the others. */
export interface AcrossLevels {
  readonly factor: Factor;
  /** Its levels, and the share of first answers that are right in each. */
  readonly levels: readonly { readonly name: string; readonly right: number }[];
  /** How often two levels give the same reading. */
  readonly agreement: Estimate;
  /** How much more often two draws of one variant agree than two levels do, item by item: what the factor adds to the draw. Only where several answers were drawn. */
  readonly beyondDraw?: Estimate;
  /** Between the best level and the worst, in accuracy; and what equally good levels would show by chance. */
  readonly spread: Spread;
  readonly floor: PermutationFloor;
  /** Items on which its levels are not equally often right: where there is none, there is nothing to deal out by chance. */
  readonly divided: number;
}

export interface Consistency {
  readonly design: Design;
  readonly accuracy: Estimate;
  readonly runToRun?: RunToRun;
  /** How often the first answers of two different variants read the same, whatever sets the variants apart. */
  readonly anyTwo: Estimate;
  readonly across: readonly AcrossLevels[];
  /** Items whose first answers read the same in every variant, and those that are right in every one. */
  readonly allEqual: Estimate;
  readonly allRight: Estimate;
  /** Where the variance of a single outcome, right or wrong, comes from. */
  readonly sources: readonly Source[];
}

/**
 * Everything that a run says of the consistency of a prompt in its variants. Where answers are drawn, arms should have
 * draws of their own: shared random numbers pass for agreement, and in the sources for the item. Throws a sentence where they do not cross fully.
 */
export function consistencyOf(record: RunRecord, prompt: string, grader: GraderKey = headlineOf(record.experiment)): Consistency {
  graderOf(record.experiment, grader);
  const { design, arms } = variantsOf(record.experiment, prompt);
  const { samples } = record.experiment;
  const items = itemCount(record.experiment);
  // [arms][items][samples], in the order of the design: its last factor changes fastest.
  const read = arms.map(({ id }) => readings(record.experiment, armOf(record, id), grader));
  const right = arms.map(({ id }) => rightIn(armOf(record, id).verdicts[grader]!, items, samples));
  const factors = Object.entries(design) as [Factor, readonly string[]][];
  const byItem = <T>(of: (item: number) => T): T[] => Array.from({ length: items }, (_, item) => of(item));
  const first = byItem((item) => read.map((arm) => arm[item]![0]!));
  const drawn = samples > 1 ? byItem((item) => mean(read.map((arm) => meanAgreement([arm[item]!]).value))) : undefined;

  return {
    design,
    accuracy: itemMean(byItem((item) => mean(right.flatMap((arm) => arm[item]!))), 'accuracy'),
    ...(samples > 1 && { runToRun: runToRun(read, items) }),
    anyTwo: meanAgreement(first),
    across: factors.map(([factor, levels], at) => acrossLevels(factor, levels, groupsOf(factors.map(([, each]) => each.length), at), first, right, drawn)),
    allEqual: allVariantsEqual(first),
    allRight: allCorrect(byItem((item) => right.map((arm) => arm[item]![0]!))),
    sources: varianceSources(byItem((item) => nested(right.map((arm) => arm[item]!), factors.map(([, levels]) => levels.length))), factors.map(([factor]) => factor)),
  };
}

/** How often the first answers of two different variants read the same to a grader: `anyTwo` alone. */
export function anyTwoAgree(record: RunRecord, prompt: string, grader: GraderKey): Estimate {
  const read = variantsOf(record.experiment, prompt).arms.map(({ id }) => readings(record.experiment, armOf(record, id), grader));
  return meanAgreement(read[0]!.map((_, item) => read.map((arm) => arm[item]![0]!)));
}

/** Averages over arms: each item's value is its mean over them, so that an item stays one cluster. */
function runToRun(read: readonly (readonly (readonly (string | null)[])[])[], items: number): RunToRun {
  const over = (measure: (items: readonly (readonly (string | null)[])[]) => Estimate, name: string): Estimate => {
    if (read.length === 1) return measure(read[0]!);
    return itemMean(Array.from({ length: items }, (_, item) => mean(read.map((arm) => measure([arm[item]!]).value))), name);
  };
  return { agreement: over(meanAgreement, 'agreement'), majority: over(majorityShare, 'majority'), unique: over(uniqueOutputRate, 'unique'), entropy: over(semanticEntropy, 'entropy') };
}

/** `drawn`: for each item, how often two draws of one variant agree. */
function acrossLevels(factor: Factor, levels: readonly string[], groups: readonly (readonly number[])[], first: readonly (readonly (string | null)[])[], right: readonly (readonly (readonly number[])[])[], drawn?: readonly number[]): AcrossLevels {
  // One row an item and group of arms that differ in this factor alone.
  const agreeing = first.map((answers) => mean(groups.map((group) => meanAgreement([group.map((arm) => answers[arm]!)]).value)));
  const accuracy = levels.map((_, level) => first.map((__, item) => mean(groups.map((group) => right[group[level]!]![item]![0]!))));
  return {
    factor,
    levels: levels.map((name, level) => ({ name, right: mean(accuracy[level]!) })),
    agreement: itemMean(agreeing, factor),
    ...(drawn && { beyondDraw: bootstrapMean(agreeing.map((share, item) => drawn[item]! - share), factor) }),
    spread: formatSpread(accuracy),
    floor: permutationFloor(accuracy),
    divided: first.filter((_, item) => accuracy.some((level) => Math.abs(level[item]! - accuracy[0]![item]!) > 1e-9)).length,
  };
}

/** For one factor of a crossed design, the arms that differ in it alone: [groups][levels]. */
function groupsOf(levels: readonly number[], factor: number): number[][] {
  const step = levels.slice(factor + 1).reduce((product, count) => product * count, 1);
  const count = levels[factor]!;
  const arms = levels.reduce((product, each) => product * each, 1);
  return Array.from({ length: arms }, (_, arm) => arm)
    .filter((arm) => Math.floor(arm / step) % count === 0)
    .map((arm) => Array.from({ length: count }, (_, level) => arm + level * step));
}

function nested(cells: readonly (readonly number[])[], levels: readonly number[]): Outcomes {
  const [count, ...rest] = levels;
  if (count === undefined) return cells[0]!;
  const size = cells.length / count;
  return Array.from({ length: count }, (_, level) => nested(cells.slice(level * size, (level + 1) * size), rest));
}

function rightIn(verdicts: string, items: number, samples: number): number[][] {
  return Array.from({ length: items }, (_, item) => Array.from(verdicts.slice(item * samples, (item + 1) * samples), (verdict) => (verdict === '1' ? 1 : 0)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
