import type { Random } from '../../random.ts';
import { assistant, user, type Example } from '../example.ts';
import { days, months } from '../lexicon.ts';
import type { Split } from '../split.ts';

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DIRECT = ['answer only.', 'just the answer.', 'no working.'];
const WORKED = ['think step by step.', 'show your work.', 'work it out in steps.'];

export interface DatesOptions {
  kind?: 'weekday' | 'date';
  worked?: boolean;
}

/** A weekday or a calendar date some days from now, with the working or without. */
export function dates(random: Random, _split: Split, options: DatesOptions = {}): Example {
  const kind = options.kind ?? random.pick(['weekday', 'date'] as const);
  const worked = options.worked ?? random.chance(0.6);
  const how = random.pick(worked ? WORKED : DIRECT);
  const { question, steps, answer } = kind === 'weekday' ? weekday(random) : date(random);
  return { family: 'dates', turns: [user(`${question} ${how}`), assistant(worked ? `${steps}; answer ${answer}` : `answer ${answer}`)] };
}

interface Puzzle {
  question: string;
  steps: string;
  answer: string;
}

function weekday(random: Random): Puzzle {
  const today = random.int(0, 6);
  const ahead = random.int(2, 20);
  const rest = ahead % 7;
  const answer = days[(today + rest) % 7]!;
  const question = random.pick([
    `today is ${days[today]!}. what day is it in ${ahead} days?`,
    `the parcel left on ${days[today]!} and takes ${ahead} days. on what day does it come?`,
    `it is ${days[today]!} and the refund takes ${ahead} days. on what day is it there?`,
  ]);
  const walk = [days[today]!, ...Array.from({ length: rest }, (_, step) => days[(today + step + 1) % 7]!)].join(', ');
  return { question, steps: `${ahead} = ${ahead - rest} + ${rest}; ${walk}`, answer };
}

function date(random: Random): Puzzle {
  const month = random.int(0, 11);
  const length = LENGTHS[month]!;
  const day = random.int(1, 28);
  const ahead = random.int(2, 20);
  const name = months[month]!;
  const sum = day + ahead;
  const over = sum > length;
  const answer = over ? `${sum - length} ${months[(month + 1) % 12]!}` : `${sum} ${name}`;
  const question = random.pick([
    `today is ${day} ${name}. what is the date in ${ahead} days?`,
    `ordered on ${day} ${name}, delivered ${ahead} days later. on what date?`,
    `the refund was sent on ${day} ${name} and takes ${ahead} days. on what date is it there?`,
  ]);
  const steps = `${day} + ${ahead} = ${sum}; ${name} has ${length} days${over ? `; ${sum} - ${length} = ${sum - length}` : ''}`;
  return { question, steps, answer };
}
