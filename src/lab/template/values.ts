/** What the slots of a template may hold, and how it is written into a prompt. */

/** A text and the answer that it should get. */
export interface WorkedExample {
  readonly text: string;
  readonly reference: string;
}

export interface SlotValueOf {
  /** Any text. */
  readonly text: string;
  /** A text without line breaks. */
  readonly line: string;
  /** A line of 1 to 100 characters without white space around it. */
  readonly label: string;
  /** Any finite number, written as JavaScript writes it. */
  readonly number: number;
  /** Texts, written with commas between them. */
  readonly list: readonly string[];
  /** Texts with their answers, written `text -> answer`, one below the other. */
  readonly examples: readonly WorkedExample[];
}
export type SlotType = keyof SlotValueOf;
export type SlotValue = SlotValueOf[SlotType];

const LABEL_LONGEST = 100;
const LINE_BREAK = /[\n\r\u2028\u2029]/;

/** What is wrong with a value of that type, as the end of a sentence; nothing where all is well. */
export function faultOf(type: SlotType, value: unknown): string | undefined {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? undefined : `holds a text and was given ${kindOf(value)}`;
    case 'line':
      if (typeof value !== 'string') return `holds a line of text and was given ${kindOf(value)}`;
      return LINE_BREAK.test(value) ? 'holds one line and was given a text with line breaks: declare it as text, or join the lines first' : undefined;
    case 'label':
      if (typeof value !== 'string') return `holds a label and was given ${kindOf(value)}`;
      if (value.length === 0 || value.length > LABEL_LONGEST) return `holds a label of 1 to ${LABEL_LONGEST} characters and was given ${value.length}`;
      return LINE_BREAK.test(value) || value !== value.trim() ? 'holds a label: one line without white space around it' : undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : `holds a finite number and was given ${kindOf(value)}`;
    case 'list':
      if (!Array.isArray(value)) return `holds a list of texts and was given ${kindOf(value)}`;
      return faultIn(value, (entry) => typeof entry === 'string', 'a text');
    case 'examples':
      if (!Array.isArray(value)) return `holds a list of examples and was given ${kindOf(value)}`;
      return faultIn(value, isExample, 'an example with a text and a reference');
  }
}

function faultIn(values: readonly unknown[], fits: (value: unknown) => boolean, what: string): string | undefined {
  for (let at = 0; at < values.length; at++) if (!fits(values[at])) return `was given a list whose entry ${at + 1} is not ${what}`;
  return undefined;
}

function isExample(value: unknown): value is WorkedExample {
  if (typeof value !== 'object' || value === null) return false;
  return ['text', 'reference'].every((member) => Object.hasOwn(value, member) && typeof (value as Record<string, unknown>)[member] === 'string');
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'number' ? `the number ${value}` : `an ${typeof value}`.replace(/^an ([^aeiou])/, 'a $1');
}

/** How many characters a value has, before it is written. */
export function sizeOf(value: SlotValue): number {
  if (typeof value === 'string') return value.length;
  if (typeof value === 'number') return String(value).length;
  let size = 0;
  for (const entry of value) size += typeof entry === 'string' ? entry.length : entry.text.length + entry.reference.length;
  return size;
}

/** The value as a prompt has it. */
export function written(value: SlotValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return isTexts(value) ? value.join(', ') : value.map(({ text, reference }) => `${text} -> ${reference}`).join('\n');
}

function isTexts(values: readonly string[] | readonly WorkedExample[]): values is readonly string[] {
  return typeof values[0] !== 'object';
}

export type Filter = (value: SlotValue) => SlotValue;

/** Of a list or of examples, `xml`, `line` and `lower` change every text; `json` and `quote` write the whole. */
export const FILTERS = {
  /** JSON: a text as a JSON string, a list as an array. */
  json: (value) => JSON.stringify(typeof value !== 'object' || isTexts(value) ? value : value.map(({ text, reference }) => ({ text, reference }))),
  /** The five characters that XML gives a meaning, escaped. */
  xml: each((text) => text.replace(/[&<>"']/g, (character) => `&${XML.get(character)!};`)),
  /** All white space in a row as one space, none at the ends: one line. */
  line: each((text) => text.replace(/\s+/g, ' ').trim()),
  /** A Markdown quotation: `> ` before every line, so that no line of it can pass for one of the prompt's. */
  quote: (value) => written(value).split(/\r\n|[\n\r\u2028\u2029]/).map((line) => `> ${line}`).join('\n'),
  /** Lower case, the same in every language setting. */
  lower: each((text) => text.toLowerCase()),
} satisfies Record<string, Filter>;
export type FilterName = keyof typeof FILTERS;

const XML = new Map([['&', 'amp'], ['<', 'lt'], ['>', 'gt'], ['"', 'quot'], ["'", 'apos']]);

function each(change: (text: string) => string): Filter {
  return (value) => {
    if (typeof value === 'string') return change(value);
    if (typeof value === 'number') return value;
    return isTexts(value) ? value.map(change) : value.map(({ text, reference }) => ({ text: change(text), reference: change(reference) }));
  };
}
