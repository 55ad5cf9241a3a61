import type { Random } from '../../random.ts';
import { assistant, DETERMINED, OPEN, type Example, type Span } from '../example.ts';
import { freshLabels } from '../labels.ts';
import type { Split } from '../split.ts';
import { WORDS } from './copying.ts';

/** Keys and values that recur: every value that was told before counts in full. */
export function recall(random: Random, split: Split): Example {
  const count = random.int(2, 8);
  const keys = Array.from({ length: count }, () => random.pick(WORDS));
  const values = freshLabels(random, count, split);
  const equals = random.pick([':', ' =', ' is']);
  const seen = new Set<string>();
  const spans: Span[] = [];
  for (let i = random.int(8, 16); i > 0; i--) {
    const at = random.int(0, count - 1);
    const key = keys[at]!;
    spans.push({ text: key + equals, weight: OPEN }, { text: ` ${values[at]!}`, weight: seen.has(key) ? DETERMINED : OPEN }, { text: '; ', weight: OPEN });
    seen.add(key);
  }
  const asked = keys.findIndex((key) => key === random.pick([...seen]));
  const at = asked < 0 ? keys.findIndex((key) => seen.has(key)) : asked;
  spans.push({ text: keys[at]! + equals, weight: OPEN });
  return { family: 'recall', turns: [{ role: 'user', spans }, assistant(values[at]!)] };
}
