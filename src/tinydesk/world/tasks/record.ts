import type { Random } from '../../random.ts';
import { assistant, type Example } from '../example.ts';
import { CATEGORIES, type Category } from '../frames/format.ts';
import { freshLabels, freshLabelSet } from '../labels.ts';
import { ask, taskTicket } from '../prompt.ts';
import type { Split } from '../split.ts';
import { URGENCIES, type TicketForm, type Urgency } from '../ticket.ts';
import { codeTable, pairs } from './codes.ts';

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
const CLOSINGS = ['end of record', 'over and out', 'filed', 'done', 'thank you', 'next please', 'so noted', 'all set'];
const MISSING = ['none', 'none', '-', 'n/a', '?', 'x'];

export interface RecordOptions {
  /** How many fields the record has, 1 to 4; a closing phrase comes on top. */
  fields?: number;
  /** Whether the code depends on the urgency too. */
  crossed?: boolean;
  ticket?: TicketForm;
}

/** A record whose codes and template are both made up in the prompt. */
export function record(random: Random, split: Split, options: RecordOptions = {}): Example {
  const { text, category, urgency, order, item } = taskTicket(random, split, options.ticket);
  const count = options.fields ?? Number(random.weighted({ 1: 0.2, 2: 0.35, 3: 0.3, 4: 0.15 }));
  const fields: Field[] = random.sample(FIELDS, count);
  if (!fields.includes('code') && random.chance(0.7)) fields[random.int(0, count - 1)] = 'code';

  const lines: string[] = [];
  const values: Record<Field, string> = { code: '', urgency: '', order, item };
  if (fields.includes('code')) {
    if (options.crossed ?? random.chance(0.15)) {
      const { table, code } = crossedCodes(random, split);
      lines.push(`codes: ${table}`);
      values.code = code(category, urgency);
    } else {
      const codes = freshLabelSet(random, split);
      lines.push(headed('codes:', codeTable(random, codes)));
      values.code = codes[category];
    }
  }
  if (fields.includes('urgency')) {
    const levels = random.chance(0.3) ? [...URGENCIES] : random.sample(LEVELS, 3);
    if (levels[0] !== 'high') lines.push(headed('urgency:', pairs(random, URGENCIES.map((name, index) => [name, levels[index]!]))));
    values.urgency = levels[URGENCIES.indexOf(urgency)]!;
  }
  const named = fields.map((field) => {
    if (!random.chance(0.15)) return field;
    const name = random.pick(RENAMINGS[field]);
    lines.push(`${name} means the ${field}.`);
    return name;
  });
  if (fields.includes('order') || fields.includes('item')) {
    const missing = random.pick(MISSING);
    if (missing !== 'none' || random.chance(0.3)) lines.push(`write ${missing} for what is missing.`);
    for (const field of ['order', 'item'] as const) if (values[field] === 'none') values[field] = missing;
  }
  const [open, close] = random.pick(BRACKETS);
  const separator = random.pick(SEPARATORS);
  const prefix = random.pick(PREFIXES);
  const closing = random.chance(0.15) ? random.pick(CLOSINGS) : undefined;
  const fill = (parts: readonly string[]) => prefix + open + parts.join(separator) + close;
  lines.push(`${random.pick(['write the record as', 'template:', 'use the form', 'answer in the form'])} ${fill(named)}`);
  if (closing !== undefined) lines.push(`then add: ${closing}`);
  const answer = fill(fields.map((field) => values[field])) + (closing === undefined ? '' : ` ${closing}`);
  return { family: 'record', turns: [...ask(random, lines.join('\n'), text), assistant(answer)] };
}

function headed(head: string, table: string): string {
  return `${head}${table.includes('\n') ? '\n' : ' '}${table}`;
}

/** Codes that depend on category and urgency: for each category one code, or one for urgent tickets and one for the rest. */
function crossedCodes(random: Random, split: Split): { table: string; code: (category: Category, urgency: Urgency) => string } {
  const names = freshLabels(random, 2 * CATEGORIES.length, split);
  const parted = new Set(random.sample(CATEGORIES, random.int(1, 4)));
  const rows: [string, string][] = [];
  CATEGORIES.forEach((category, index) => {
    if (parted.has(category)) rows.push([`urgent ${category}`, names[2 * index]!], [`other ${category}`, names[2 * index + 1]!]);
    else rows.push([category, names[2 * index]!]);
  });
  const code = (category: Category, urgency: Urgency) => names[2 * CATEGORIES.indexOf(category) + (parted.has(category) && urgency !== 'high' ? 1 : 0)]!;
  return { table: `${rows.map(([name, value]) => `${name} = ${value}`).join(', ')}.`, code };
}
