import type { Random } from '../../random.ts';
import { assistant, user, type Example } from '../example.ts';
import { answered } from '../prompt.ts';
import type { Split } from '../split.ts';

/** Something a shop decides with a number. `#` in a statement stands for the number. */
interface Topic {
  readonly statements: readonly string[];
  readonly questions: readonly string[];
  readonly unit: string;
}

export const TOPICS: readonly Topic[] = [
  {
    statements: ['returns are free for # days.', 'you can return goods for free within # days.'],
    questions: ['how long are returns free?', 'until when can i return for free?', 'how many days do i have for a free return?', 'what is the limit for free returns?', 'how long may i wait before a return costs money?', 'free returns: how many days?'],
    unit: 'days',
  },
  {
    statements: ['refunds take # days.', 'a refund is paid within # days.'],
    questions: ['how many days does a refund take?', 'when do i get my refund?', 'how long do refunds take?', 'how long must i wait for my refund?', 'refund: how many days?', 'how fast are refunds?'],
    unit: 'days',
  },
  {
    statements: ['standard delivery costs # dollars.', 'normal delivery is # dollars.'],
    questions: ['what does standard delivery cost?', 'how much is normal delivery?', 'what is the price of standard delivery?', 'how many dollars for standard delivery?', 'standard delivery: how much?', 'what do i pay for normal delivery?'],
    unit: 'dollars',
  },
  {
    statements: ['express delivery costs # dollars.', 'for express delivery we charge # dollars.'],
    questions: ['what does express delivery cost?', 'how much is express?', 'what is the price of express delivery?', 'how many dollars for express delivery?', 'express: how much?', 'what do you charge for express?'],
    unit: 'dollars',
  },
  {
    statements: ['delivery takes # days.', 'parcels arrive within # days.'],
    questions: ['how long does delivery take?', 'when will my parcel arrive?', 'how many days until the parcel is here?', 'how fast do you deliver?', 'delivery time in days?', 'how long is a parcel on its way?'],
    unit: 'days',
  },
  {
    statements: ['the warranty lasts # months.', 'every item has a warranty of # months.'],
    questions: ['how long is the warranty?', 'for how many months is it under warranty?', 'when does the warranty end?', 'what warranty do i get?', 'warranty: how many months?', 'how long are items covered by the warranty?'],
    unit: 'months',
  },
  {
    statements: ['we answer within # hours.', 'support replies within # hours.'],
    questions: ['how fast does support answer?', 'when will you reply?', 'how many hours until i get an answer?', 'how long do i wait for a reply?', 'reply time in hours?', 'how soon do you answer?'],
    unit: 'hours',
  },
  {
    statements: ['gift wrap costs # dollars.', 'we wrap gifts for # dollars.'],
    questions: ['what does gift wrap cost?', 'how much is wrapping?', 'what do i pay for gift wrap?', 'can you wrap it, and for how much?', 'gift wrap: how many dollars?', 'what is the price of wrapping a gift?'],
    unit: 'dollars',
  },
  {
    statements: ['an exchange is possible for # weeks.', 'you can swap sizes for # weeks.'],
    questions: ['how long can i exchange something?', 'until when can i swap the size?', 'how many weeks do i have for an exchange?', 'what is the limit for exchanges?', 'exchange: how many weeks?', 'how long is a swap possible?'],
    unit: 'weeks',
  },
  {
    statements: ['the pickup point keeps parcels for # days.', 'parcels wait # days at the pickup point.'],
    questions: ['how long does the pickup point keep my parcel?', 'how many days can i wait to pick it up?', 'until when is it at the pickup point?', 'how long is a parcel stored?', 'pickup: how many days?', 'when must i fetch it from the pickup point?'],
    unit: 'days',
  },
  {
    statements: ['members get # percent off.', 'the member discount is # percent.'],
    questions: ['how much do members save?', 'what is the member discount?', 'what do i save as a member?', 'how many percent off for members?', 'member discount: how much?', 'what discount do members get?'],
    unit: 'percent',
  },
  {
    statements: ['orders can be cancelled for # minutes.', 'you can cancel within # minutes.'],
    questions: ['how long can i cancel?', 'until when can an order be cancelled?', 'how many minutes do i have to cancel?', 'what is the limit for cancelling?', 'cancelling: how many minutes?', 'can i still cancel, and for how long?'],
    unit: 'minutes',
  },
  {
    statements: ['an account locks after # wrong passwords.', 'after # wrong passwords the account is locked.'],
    questions: ['after how many wrong passwords is my account locked?', 'how often may i mistype my password?', 'when does the account lock?', 'how many tries do i have to log in?', 'how many wrong passwords are allowed?', 'what locks an account?'],
    unit: 'wrong passwords',
  },
  {
    statements: ['a repair costs # dollars.', 'we repair items for # dollars.'],
    questions: ['what does a repair cost?', 'how much is a repair?', 'what do i pay to have it repaired?', 'what is the price of a repair?', 'repair: how many dollars?', 'how much do you charge to fix it?'],
    unit: 'dollars',
  },
  {
    statements: ['vouchers are valid for # months.', 'a voucher runs out after # months.'],
    questions: ['how long is a voucher valid?', 'when does my voucher run out?', 'how many months can i use a voucher?', 'until when must i use the voucher?', 'voucher: how many months?', 'how long do vouchers last?'],
    unit: 'months',
  },
  {
    statements: ['the reset link works for # minutes.', 'a reset link runs out after # minutes.'],
    questions: ['how long does the reset link work?', 'when does the reset link run out?', 'how many minutes is the reset link good for?', 'how fast must i use the reset link?', 'reset link: how many minutes?', 'until when can i use the reset link?'],
    unit: 'minutes',
  },
];

export const NOT_STATED = 'not stated';

export interface PolicyOptions {
  /** Whether the policy answers the question. */
  stated?: boolean;
  /** Without the policy the question cannot be answered; no training prompt leaves it out. */
  withPolicy?: boolean;
  /** How many facts the policy has. */
  facts?: number;
}

/** A question about a policy in the prompt. The numbers are new in every prompt, so that only reading helps. */
export function policy(random: Random, split: Split, options: PolicyOptions = {}): Example {
  const count = options.facts ?? random.int(2, 6);
  const topics = random.sample(TOPICS, count + 1);
  const facts = topics.slice(0, count).map((topic) => ({ topic, value: random.int(2, 99) }));
  const text = `policy: ${facts.map(({ topic, value }) => random.pick(topic.statements).replace('#', String(value))).join(' ')}`;
  const [first, ...rest] = answered(random, split, () => {
    const stated = options.stated ?? random.chance(0.72);
    const asked = stated ? random.pick(facts) : { topic: topics[count]!, value: 0 };
    return { text: `question: ${random.pick(asked.topic.questions)}`, answer: stated ? `${asked.value} ${asked.topic.unit}` : NOT_STATED };
  });
  const hint = random.chance(0.3) ? `\nif the policy does not say, answer "${NOT_STATED}".` : '';
  const question = first.text;
  const prompt = options.withPolicy === false ? question : random.chance(0.8) ? `${text}\n${question}${hint}` : `${question}\n${text}${hint}`;
  const more = rest.flatMap(({ text: next, answer }) => [user(next), assistant(answer)]);
  return { family: 'policy', turns: [user(prompt), assistant(first.answer), ...more] };
}
