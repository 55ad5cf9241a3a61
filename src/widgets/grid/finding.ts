/** What the grid says, as its title. */
import { contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { shareRight } from '../../lab/figure.ts';
import type { RunRecord } from '../../lab/record.ts';
import { percent } from '../../lab/wording.ts';

/** The best prompt of either job: it follows from the counts alone. */
export function finding(record: RunRecord): string {
  const arms = record.experiment.arms.map(({ id, label }) => ({ id, label, right: shareRight(record, id).value }));
  const best = (job: string) => arms.filter(({ id }) => id.startsWith(job)).reduce((a, b) => (b.right > a.right ? b : a));
  const [vague, route, filed] = [arms[0]!, best('route'), best('record')];
  const files = filed.right === 0 ? 'no prompt files a whole record' : `the best prompt files ${percent(filed.right)} of records`;
  if (route === vague || !contrast(record, route.id, vague.id).settled) return `Cannot tell yet which prompt routes best: ${itemCount(record.experiment)} tickets are too few`;
  return `${route.label.charAt(0).toUpperCase()}${route.label.slice(1)} take${route.label.endsWith('s') ? '' : 's'} routing from ${percent(vague.right)} to ${percent(route.right)}; ${files}`;
}
