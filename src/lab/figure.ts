/** One number of a run, as prose writes it. */
import { headlineOf, itemCount } from './experiment.ts';
import type { GraderKey } from './grader.ts';
import { armOf, readings, tallyOf, type RunRecord } from './record.ts';
import { meanAgreement } from './statistics/agreement.ts';
import { bootstrapMean } from './statistics/bootstrap.ts';
import { wilson, type Estimate } from './statistics/wilson.ts';
import { hundredths, interval, measured, percent, thousands } from './wording.ts';

/** `percent` and its relatives are of right answers; `agreement` of pairs of answers to the same item; tokens are means an item. */
export const FIGURE_KINDS = [
  'percent', 'interval', 'measured', 'right', 'n', 'agreement', 'agreement-interval', 'prompt-tokens', 'answer-tokens',
] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** Throws a sentence where the run has no such arm, grader or kind of number. */
export function figureOf(record: RunRecord, arm: string, kind: FigureKind, grader: GraderKey = headlineOf(record.experiment)): string {
  const { summary } = armOf(record, arm);
  const items = itemCount(record.experiment);
  switch (kind) {
    case 'percent':
      return percent(shareRight(record, arm, grader).value);
    case 'interval':
      return interval(shareRight(record, arm, grader));
    case 'measured':
      return measured(shareRight(record, arm, grader), sampleSize(record));
    case 'right':
      return thousands(tallyOf(record, arm, grader).right);
    case 'n':
      return thousands(sampleSize(record));
    case 'agreement':
      return hundredths(agreementIn(record, arm, grader).value);
    case 'agreement-interval': {
      const { low, high } = agreementIn(record, arm, grader);
      return `${hundredths(low)} to ${hundredths(high)}`;
    }
    case 'prompt-tokens':
      return thousands(summary.promptTokens / items);
    case 'answer-tokens':
      return thousands(summary.answerTokens / (items * record.experiment.samples));
    default:
      throw new Error(`There is no figure "${String(kind)}". Use ${FIGURE_KINDS.join(', ')}.`);
  }
}

/** The n of a figure: items, or for a single item the answers it was given. */
export function sampleSize({ experiment }: RunRecord): number {
  const items = itemCount(experiment);
  return items === 1 ? experiment.samples : items;
}

/** The share of right answers with its 95% interval: Wilson's for one sample an item, resampled items for several. */
export function shareRight(record: RunRecord, arm: string, grader: GraderKey = headlineOf(record.experiment)): Estimate {
  const { right, wrong, unreadable } = tallyOf(record, arm, grader);
  const { samples } = record.experiment;
  const items = itemCount(record.experiment);
  if (samples === 1 || items === 1 || right === 0 || wrong + unreadable === 0) return wilson(right, right + wrong + unreadable);
  const verdicts = armOf(record, arm).verdicts[grader]!;
  return bootstrapMean(Array.from({ length: items }, (_, item) => (verdicts.slice(item * samples, (item + 1) * samples).split('1').length - 1) / samples), 'share');
}

/** The mean pairwise agreement of an arm's answers, with its 95% interval over items. */
export function agreementIn(record: RunRecord, arm: string, grader: GraderKey = headlineOf(record.experiment)): Estimate {
  if (record.experiment.samples < 2) throw new Error(`The run "${record.experiment.id}" drew one answer an item, so there is no agreement to report.`);
  return meanAgreement(readings(record.experiment, armOf(record, arm), grader));
}
