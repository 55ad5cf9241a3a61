/** A run's arms as a plain-text table. */
import { itemCount } from '../../src/lab/experiment.ts';
import { agreementIn, sampleSize, shareRight } from '../../src/lab/figure.ts';
import { keyOf } from '../../src/lab/grader.ts';
import type { RunRecord } from '../../src/lab/record.ts';
import { textTable } from './text-table.ts';

export function armTable(record: RunRecord): string {
  const { experiment, arms } = record;
  const keys = experiment.graders.map(keyOf);
  const points = (share: number): string => (100 * share).toFixed(1);
  const header = ['arm', ...keys.map((grader) => `${grader} %`), ...(experiment.samples > 1 ? keys.map((grader) => `${grader} agreement`) : []), 'n', 'prompt tokens'];
  return textTable([header, ...arms.map(({ id, summary }) => [
    id,
    ...keys.map((grader) => {
      const { value, low, high } = shareRight(record, id, grader);
      return `${points(value)} (${points(low)} to ${points(high)})`;
    }),
    ...(experiment.samples > 1 ? keys.map((grader) => agreementIn(record, id, grader).value.toFixed(2)) : []),
    String(sampleSize(record)),
    String(Math.round(summary.promptTokens / itemCount(experiment))),
  ])]);
}
