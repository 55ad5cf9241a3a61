/**
 * How the sentences of the world are written down.
 *
 * A frame is a sentence with nested choices, `{a|b {c|d}|}` (an empty alternative is allowed), and slots,
 * `<item>`, that the ticket generator fills from the lexicon. Frames are written in lower case; noise (typos,
 * capitals, missing punctuation) is added later.
 */
export type Frame = string;

/** The five departments that a ticket can belong to. */
export const CATEGORIES = ['billing', 'shipping', 'returns', 'account', 'product'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Every slot that a frame may use, with what fills it. */
export const SLOTS = {
  item: 'something the shop sells, singular, without an article: kettle, rain jacket',
  order: 'an order number of four digits: 4812',
  days: 'a number of days or so, from 2 to 9: 3',
  day: 'a day of the week: friday',
  date: 'a calendar date: 3 march',
  name: "a person's first name: hana",
  city: 'a city: lisbon',
  money: 'an amount in dollars, without the sign: 34',
  colour: 'a colour: blue',
  person: "someone the writer knows: sister, boss, neighbour, son (follows 'my')",
  shop: 'a place or moment of buying: online, in the app, in your store, by phone',
} as const;
export type Slot = keyof typeof SLOTS;
