/** What a k-shot curve says, as the title of its chart. */
import { contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { shareRight } from '../../lab/figure.ts';
import type { RunRecord } from '../../lab/record.ts';
import { percent } from '../../lab/wording.ts';

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'] as const;

/** So much of the whole gain is "most" of it. */
const MOST = 0.9;

/** The finding of a run whose arms are called k0, k1 and so on, in order: it follows from the counts alone. */
export function finding(record: RunRecord): string {
  const arms = record.experiment.arms.map(({ id }) => ({ id, k: Number(id.slice(1)), right: shareRight(record, id).value }));
  const none = arms[0]!;
  const most = arms[arms.length - 1]!;
  const whole = contrast(record, most.id, none.id);
  if (!whole.settled) return `Cannot tell yet whether examples help: ${itemCount(record.experiment)} tickets are too few`;
  if (whole.difference.value < 0) return `Examples do harm here: ${percent(none.right)} right without any, ${percent(most.right)} with ${name(most.k)}`;
  const enough = arms.find(({ right }) => right - none.right >= MOST * (most.right - none.right)) ?? most;
  if (enough === most) return `Examples keep helping: ${percent(none.right)} right without any, ${percent(most.right)} with ${name(most.k)}`;
  const start = name(enough.k);
  const subject = enough.k === 1 ? 'One example brings' : `${start[0]!.toUpperCase()}${start.slice(1)} examples bring`;
  return `${subject} most of the gain: ${percent(none.right)} right without any, ${percent(enough.right)} with ${enough.k === 1 ? 'it' : 'them'}`;
}

function name(k: number): string {
  return WORDS[k] ?? String(k);
}
