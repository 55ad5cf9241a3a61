import type { Random } from '../../random.ts';
import { assistant, user, type Example } from '../example.ts';
import type { Split } from '../split.ts';
import { multiplication } from './totals.ts';

/** Products and sums of the size that totals need, several in a row, each with its working. */
export function sums(random: Random, _split: Split): Example {
  const drills = Array.from({ length: random.int(4, 10) }, () => {
    if (random.chance(0.45)) {
      const [count, price] = [random.int(2, 9), random.int(2, 19)];
      return { asked: `${count} x ${price}`, worked: multiplication(count, price) };
    }
    const [a, b] = [random.int(4, 400), random.int(4, 171)];
    return { asked: `${a} + ${b}`, worked: `${a} + ${b} = ${a + b}` };
  });
  return {
    family: 'sums',
    turns: [user(`work out: ${drills.map(({ asked }) => asked).join('; ')}`), assistant(drills.map(({ worked }) => worked).join('; '))],
  };
}
