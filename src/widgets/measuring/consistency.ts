/** Consistency beside accuracy: the twelve wordings, and ten draws of one answer. */
import type { Lever } from '../../lab/experiment.ts';
import { itemCount } from '../../lab/experiment.ts';
import { agreementIn, shareRight } from '../../lab/figure.ts';
import { readings, type RunRecord } from '../../lab/record.ts';
import { bootstrapMean } from '../../lab/statistics/bootstrap.ts';
import { allCorrect, allVariantsEqual } from '../../lab/statistics/exact-match.ts';
import { wilson, type Estimate } from '../../lab/statistics/wilson.ts';
import { percent } from '../../lab/wording.ts';

export interface ConsistencyRow {
  readonly name: string;
  readonly lever: Lever;
  readonly estimate: Estimate & { readonly n: number };
}

export interface Wordings {
  /** Right, on the mean of all wordings. */
  readonly right: Estimate;
  /** All wordings get the same answer. */
  readonly same: Estimate;
  /** All wordings get the right answer. */
  readonly allRight: Estimate;
  /** All wordings get the same wrong answer. */
  readonly sameWrong: Estimate;
  readonly n: number;
}

export function wordingsIn(record: RunRecord): Wordings {
  const n = itemCount(record.experiment);
  const verdicts = record.arms.map((arm) => arm.verdicts['exact']!);
  const right = Array.from({ length: n }, (_, item) => verdicts.map((arm) => (arm[item] === '1' ? 1 : 0)));
  const read = record.arms.map((arm) => readings(record.experiment, arm, 'exact'));
  const answers = Array.from({ length: n }, (_, item) => read.map((arm) => arm[item]![0]!));
  const sameWrong = answers.filter((all, item) => new Set(all).size === 1 && right[item]![0] === 0).length;
  return {
    right: bootstrapMean(right.map((all) => all.reduce<number>((sum, one) => sum + one, 0) / all.length), 'wordings'),
    same: allVariantsEqual(answers), allRight: allCorrect(right), sameWrong: wilson(sameWrong, n), n,
  };
}

/** `wordings` is the run of twelve wordings, `temperature` the run of ten draws at each temperature. */
export function consistencyRows(wordings: RunRecord, temperature: RunRecord): ConsistencyRow[] {
  const { right, same, allRight, sameWrong, n } = wordingsIn(wordings);
  const of = (name: string, estimate: Estimate, items: number, lever: Lever = 'prompt') => ({ name, lever, estimate: { ...estimate, n: items } });
  const tickets = itemCount(temperature.experiment);
  return [
    of('right, mean of twelve wordings', right, n),
    of('the same answer in all twelve', same, n),
    of('the right answer in all twelve', allRight, n),
    of('the same wrong answer in all twelve', sameWrong, n),
    of('other tickets, temperature 1: right', shareRight(temperature, 'explicit-1', 'exact'), tickets),
    of('other tickets: two draws agree', agreementIn(temperature, 'explicit-1', 'exact'), tickets),
    of('other tickets: two draws of a vague request agree', agreementIn(temperature, 'vague-1', 'exact'), tickets, 'base'),
  ];
}

export function consistencyFinding(wordings: RunRecord): string {
  const { right, same, sameWrong } = wordingsIn(wordings);
  if (same.low > right.high) return `More consistent than right: ${percent(same.value)} of tickets get one answer from all wordings, ${percent(sameWrong.value)} the same wrong one`;
  return `${percent(same.value)} of tickets get one answer from all wordings, and ${percent(sameWrong.value)} get the same wrong one`;
}
