import type { Random } from '../../random.ts';
import type { Example } from '../example.ts';
import { CATEGORIES, type Category } from '../frames/format.ts';
import { freshLabels, freshLabelSet } from '../labels.ts';
import { answered, session, taskTicket } from '../prompt.ts';
import type { Split } from '../split.ts';
import { ticket, type Ticket, type TicketForm } from '../ticket.ts';
import { URGENCIES, type Urgency } from '../urgency.ts';
import { codeTable, pairs } from './codes.ts';
import { WORDS } from './copying.ts';

type Field = 'code' | 'urgency' | 'order' | 'item';
const FIELDS = ['code', 'urgency', 'order', 'item'] as const;
const RENAMINGS: Readonly<Record<Field, readonly string[]>> = {
  code: ['queue', 'desk', 'tag', 'key'],
  urgency: ['heat', 'level', 'rank', 'flag'],
  order: ['ref', 'number', 'slip', 'docket'],
  item: ['kit', 'goods', 'piece', 'unit'],
};
const BRACKETS = [['[', ']'], ['(', ')'], ['<', '>'], ['{', '}'], ['', ''], ['', '']] as const;
const SEPARATORS = [' / ', ' | ', ', ', '; ', ' - ', ' :: ', '/', '|'];
const PREFIXES = ['', '', '', '#', 'rec ', 'to: ', '@ ', '>> ', 'log '];
const LEVELS = ['P1', 'P2', 'P3', 'hot', 'mid', 'calm', 'red', 'amber', 'green', 'A', 'B', 'C'];
/** Letters of numbered levels: "T3". */
const RANKS = ['P', 'T', 'K', 'Q'];
/** All but L, whose levels belong to the house record. */
const LETTERS = [...'ABCDEFGHIJKMNOPQRSTUVWXYZ'];
const CLOSINGS = ['end of record', 'over and out', 'filed', 'done', 'thank you', 'next please', 'so noted', 'all set'];
const MISSING = ['none', 'none', '-', 'n/a', '?', 'x'];

/**
 * How often training writes something that is in no list above, so that levels, names and closings are copied from the
 * prompt and not known by heart.
 */
const OPEN = 0.6;
/** How often a training record has everything at once: four fields, most of them renamed, and both tables crossed. */
const WHOLE = 0.15;

export interface RecordOptions {
  /** How many fields the record has, 1 to 4; a closing phrase comes on top. */
  fields?: number;
  /** Whether the code depends on the urgency too. */
  crossed?: boolean;
  ticket?: TicketForm;
}

/** A record whose codes and template are both made up in the prompt. */
export function record(random: Random, split: Split, options: RecordOptions = {}): Example {
  /** What the prompt calls something: from a list, or in training often a word that is in none. */
  const term = (list: readonly string[], open: () => string) => (split === 'train' && random.chance(OPEN) ? open() : random.pick(list));
  const whole = split === 'train' && random.chance(WHOLE);
  const count = options.fields ?? (whole ? 4 : Number(random.weighted({ 1: 0.2, 2: 0.35, 3: 0.3, 4: 0.15 })));
  const fields: Field[] = random.sample(FIELDS, count);
  if (!fields.includes('code') && random.chance(0.7)) fields[random.int(0, count - 1)] = 'code';

  const lines: string[] = [];
  const values: Record<Field, (ticket: Ticket) => string> = { code: () => '', urgency: () => '', order: ({ order }) => order, item: ({ item }) => item };
  if (fields.includes('code')) {
    if (options.crossed ?? (whole || random.chance(split === 'train' ? 0.35 : 0.15))) {
      const { table, code } = crossedCodes(random, split);
      lines.push(`codes: ${table}`, ...(random.chance(0.3) ? ['urgent means high urgency, other means normal or low.'] : []));
      values.code = code;
    } else {
      const codes = freshLabelSet(random, split);
      lines.push(headed('codes:', codeTable(random, codes)));
      values.code = ({ category }) => codes[category];
    }
  }
  if (fields.includes('urgency')) {
    if (whole || (split === 'train' && random.chance(0.25))) {
      const { table, level } = crossedLevels(random, random.chance(OPEN) ? random.pick(LETTERS) : random.pick(RANKS));
      lines.push(`urgency: ${table}`);
      values.urgency = level;
    } else {
      const levels = random.chance(0.3) ? [...URGENCIES] : split === 'train' && random.chance(OPEN) ? openLevels(random) : random.sample(LEVELS, 3);
      if (levels[0] !== 'high') lines.push(headed('urgency:', pairs(random, URGENCIES.map((name, index) => [name, levels[index]!]))));
      values.urgency = ({ urgency }) => levels[URGENCIES.indexOf(urgency)]!;
    }
  }
  const named = fields.map((field) => {
    if (!random.chance(whole ? 0.7 : split === 'train' ? 0.25 : 0.15)) return field;
    const name = term(RENAMINGS[field], () => openWords(random, 1));
    lines.push(`${name} means the ${field}.`);
    return name;
  });
  if (fields.includes('order') || fields.includes('item')) {
    const missing = term(MISSING, () => openWords(random, 1));
    if (missing !== 'none' || random.chance(0.3)) lines.push(`write ${missing} for what is missing.`);
    for (const field of ['order', 'item'] as const) values[field] = (ticket) => (ticket[field] === 'none' ? missing : ticket[field]);
  }
  const [open, close] = random.pick(BRACKETS);
  const separator = random.pick(SEPARATORS);
  const prefix = random.pick(PREFIXES);
  const closing = random.chance(split === 'train' ? (whole ? 0.6 : 0.4) : 0.15) ? term(CLOSINGS, () => openWords(random, random.int(1, 4))) : undefined;
  const fill = (parts: readonly string[]) => prefix + open + parts.join(separator) + close;
  lines.push(`${random.pick(['write the record as', 'template:', 'use the form', 'answer in the form'])} ${fill(named)}`);
  if (closing !== undefined) lines.push(`then add: ${closing}`);
  const tickets = answered(random, split, () => {
    const drawn = taskTicket(random, split, options.ticket);
    return { text: drawn.text, answer: fill(fields.map((field) => values[field](drawn))) + (closing === undefined ? '' : ` ${closing}`) };
  });
  return { family: 'record', turns: session(random, lines.join('\n'), tickets) };
}

function headed(head: string, table: string): string {
  return `${head}${table.includes('\n') ? '\n' : ' '}${table}`;
}

/** How many ways a category's tickets are told apart by urgency, and what each part is called. */
const PARTS: Readonly<Record<'one' | 'two' | 'three', readonly string[]>> = { one: [''], two: ['urgent ', 'other '], three: ['urgent ', 'normal ', 'low '] };

/** Codes that depend on category and urgency: one for a category, or one each for its urgent tickets and the rest. */
function crossedCodes(random: Random, split: Split): { table: string; code: (ticket: Ticket) => string } {
  const parts = CATEGORIES.map(() => PARTS[random.weighted({ one: 0.3, two: 0.5, three: split === 'train' ? 0.2 : 0 })]);
  const names = freshLabels(random, parts.flat().length, split);
  let next = 0;
  const queues = Object.fromEntries(CATEGORIES.map((category, index) => [category, parts[index]!.map((part) => ({ part, name: names[next++]! }))])) as Record<Category, { part: string; name: string }[]>;
  const rows = CATEGORIES.flatMap((category) => queues[category].map(({ part, name }) => `${part}${category} = ${name}`));
  return { table: `${rows.join(', ')}.`, code: ({ category, urgency }) => ofUrgency(queues[category], urgency).name };
}

/** Words that no list of records has: a few running words of some ticket, or each a word of the shop or made up. */
function openWords(random: Random, count: number): string {
  if (random.chance(0.5)) {
    const words = ticket(random, { split: 'train', form: 'short' }).text.match(/[a-z]{2,}/g) ?? ['so'];
    const from = random.int(0, Math.max(0, words.length - count));
    return words.slice(from, from + count).join(' ');
  }
  return Array.from({ length: count }, () => (random.chance(0.5) ? random.pick(WORDS) : freshLabels(random, 1, 'train')[0]!)).join(' ');
}

/** Three levels that no list has: a letter with three digits, three letters, or three words. */
function openLevels(random: Random): string[] {
  switch (random.int(0, 3)) {
    case 0:
      return random.sample(LETTERS, 3);
    case 1:
      return freshLabels(random, 3, 'train');
    default: {
      const letter = random.pick(LETTERS);
      return random.sample([1, 2, 3, 4, 5, 6, 7, 8, 9], 3).map((digit) => `${letter}${digit}`);
    }
  }
}

/** Levels that depend on urgency and on whether the ticket names an order, or an item. */
function crossedLevels(random: Random, rank: string): { table: string; level: (ticket: Ticket) => string } {
  const field = random.pick(['order', 'item'] as const);
  const level = () => `${rank}${random.int(1, 5)}`;
  const levels = URGENCIES.map(() => [level(), level()] as const);
  const rows = URGENCIES.flatMap((urgency, index) => [`${urgency} with ${field} = ${levels[index]![0]}`, `${urgency} without ${field} = ${levels[index]![1]}`]);
  return { table: `${rows.join(', ')}.`, level: (ticket) => levels[URGENCIES.indexOf(ticket.urgency)]![ticket[field] === 'none' ? 1 : 0] };
}

/** Of as many values as there are parts, the one for this urgency; the last covers what is less urgent still. */
function ofUrgency<T>(values: readonly T[], urgency: Urgency): T {
  return values[Math.min(URGENCIES.indexOf(urgency), values.length - 1)]!;
}
