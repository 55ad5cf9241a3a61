import type { Random } from '../../random.ts';
import { assistant, user, type Example } from '../example.ts';
import { cities, colours, days, items, keywords, names } from '../lexicon.ts';
import type { Split } from '../split.ts';

/** Words to copy and to look up. */
export const WORDS: readonly string[] = [...items, ...names, ...cities, ...colours, ...days, ...Object.values(keywords).flat()];

/** The same words again, once or twice. */
export function copying(random: Random, _split: Split): Example {
  const words = Array.from({ length: random.int(3, 14) }, () => random.pick(WORDS)).join(' ');
  return random.chance(0.6)
    ? { family: 'copying', turns: [user(`say again: ${words}`), assistant(words)] }
    : { family: 'copying', turns: [user(`say twice: ${words}`), assistant(`${words}; ${words}`)] };
}
