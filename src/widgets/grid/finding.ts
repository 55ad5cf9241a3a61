/** What the grid says, as its title. */
import { contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { shareRight } from '../../lab/figure.ts';
import type { RunRecord } from '../../lab/record.ts';
import { percent } from '../../lab/wording.ts';

/** The best prompt against the explicit request: it follows from the counts alone. */
export function finding(record: RunRecord): string {
  const arms = record.experiment.arms.map(({ id, label }) => ({ id, label, right: shareRight(record, id).value }));
  const asked = arms.find(({ id }) => id === 'request')!;
  const best = arms.reduce((a, b) => (b.right > a.right ? b : a));
  if (best === asked || !contrast(record, best.id, asked.id).settled) {
    return `Cannot tell yet which prompt files best: ${itemCount(record.experiment)} tickets are too few`;
  }
  return `${best.label.charAt(0).toUpperCase()}${best.label.slice(1)}: ${percent(best.right)} of records right, against ${percent(asked.right)} for ${asked.label}`;
}
