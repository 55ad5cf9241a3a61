import type { Random } from '../../random.ts';
import { assistant, user, type Example } from '../example.ts';
import { items } from '../lexicon.ts';
import type { Split } from '../split.ts';

export interface TotalsOptions {
  /** How many line items, 1 to 4. */
  k?: number;
  /** Whether the prompt asks for the working and the answer shows it. */
  worked?: boolean;
}

const DIRECT = ['total? answer only.', 'what is the total? give just the number.', 'total, without working.', 'what does it cost in all? number only.', 'answer at once: the total?'];
const WORKED = ['total? think step by step.', 'what is the total? show your work.', 'work out the total in steps.', 'what does it cost in all? show each step.', 'add it up step by step.'];

/** The sum of some line items. The answer ends with "answer" and the total, with the working before it or not. */
export function totals(random: Random, _split: Split, options: TotalsOptions = {}): Example {
  const k = options.k ?? random.int(1, 4);
  const worked = options.worked ?? random.chance(0.7);
  const { text: order, lines } = bill(random, k);
  const request = random.pick(worked ? WORKED : DIRECT);
  const prompt = random.chance(0.7) ? `${order}\n${request}` : `${request}\n${order}`;
  let sum = 0;
  const steps: string[] = [];
  lines.forEach(({ count, price }, index) => {
    steps.push(multiplication(count, price));
    if (index > 0) steps.push(`${sum} + ${count * price} = ${sum + count * price}`);
    sum += count * price;
  });
  return { family: 'totals', turns: [user(prompt), assistant(worked ? `${steps.join('; ')}; answer ${sum}` : `answer ${sum}`)] };
}

/** Line items as a customer sends them, and what they are. */
export interface Bill {
  readonly text: string;
  readonly lines: readonly { readonly count: number; readonly price: number }[];
}

/** A bill of so many lines. */
export function bill(random: Random, count: number): Bill {
  const lines = Array.from({ length: count }, () => ({ count: random.int(2, 9), item: random.pick(items), price: random.int(2, 19) }));
  return { text: `${random.pick(['order', 'basket', 'invoice', 'bill'])}: ${lines.map((line) => `${line.count} x ${line.item} at ${line.price}`).join(', ')}.`, lines };
}

/** A product in steps small enough to know by heart: "7 x 13 = 70 + 21 = 91". */
export function multiplication(count: number, price: number): string {
  const tens = price - (price % 10);
  const ones = price % 10;
  return tens === 0 || ones === 0 ? `${count} x ${price} = ${count * price}` : `${count} x ${price} = ${count * tens} + ${count * ones} = ${count * price}`;
}
