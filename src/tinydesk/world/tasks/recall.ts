import type { Random } from '../../random.ts';
import { assistant, DETERMINED, OPEN, type Example, type Span } from '../example.ts';
import { freshLabels } from '../labels.ts';
import type { Split } from '../split.ts';
import { WORDS } from './copying.ts';

/** Keys and values that recur: every value that was told before counts in full. */
export function recall(random: Random, split: Split): Example {
  const keys = [...new Set(Array.from({ length: random.int(2, 8) }, () => random.pick(WORDS)))];
  const values = freshLabels(random, keys.length, split);
  const equals = random.pick([':', ' =', ' is']);
  const seen = new Set<number>();
  const spans: Span[] = [];
  for (let i = random.int(8, 16); i > 0; i--) {
    const at = random.int(0, keys.length - 1);
    spans.push({ text: keys[at]! + equals, weight: OPEN }, { text: ` ${values[at]!}`, weight: seen.has(at) ? DETERMINED : OPEN }, { text: '; ', weight: OPEN });
    seen.add(at);
  }
  const at = random.pick([...seen]);
  spans.push({ text: keys[at]! + equals, weight: OPEN });
  return { family: 'recall', turns: [{ role: 'user', spans }, assistant(values[at]!)] };
}
