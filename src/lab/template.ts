/**
 * Prompt templates: text with named slots, `{{ticket}}`, and filters, `{{ticket|line|json}}`. A template declares nothing:
 * which slots there are, and what each holds, stands in the table that it is read against. Values are put in as they
 * are and never read again, so a ticket that says `{{secret}}` says just that. Two braces that are meant as text are
 * written `\{{`; a backslash right before braces that open a slot, or are meant as text, is doubled.
 */
import { suggestion } from './template/nearest.ts';
import { faultOf, FILTERS, sizeOf, written, type FilterName, type SlotType, type SlotValue, type SlotValueOf } from './template/values.ts';

export type SlotTable = Readonly<Record<string, SlotType>>;
export type SlotValues<S extends SlotTable> = { readonly [K in keyof S]: SlotValueOf[S[K]] };

/** Where something stands: both count from 1, columns in UTF-16 code units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** `source` is what the author wrote: for a text with its backslashes, for a slot with its braces. */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly source: string }
  | { readonly kind: 'slot'; readonly name: string; readonly filters: readonly FilterName[]; readonly source: string; readonly position: Position };

/** No two parts of text stand side by side, and none is empty. */
export interface Template<S extends SlotTable = SlotTable> {
  readonly slots: S;
  readonly parts: readonly Part[];
}

/** A template that cannot be read or filled: where, why, and what to write instead. */
export class TemplateError extends Error implements Position {
  readonly reason: string;
  readonly line: number;
  readonly column: number;

  constructor(reason: string, { line, column }: Position, where = '') {
    super(`${where}Line ${line}, column ${column}: ${reason}`);
    this.name = 'TemplateError';
    this.reason = reason;
    this.line = line;
    this.column = column;
  }
}

/** Characters of a template, and of a filled one. */
const LONGEST = 100_000;
const LONGEST_FILLED = 1_000_000;
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Reads a template. Throws a TemplateError where it is malformed, or names a slot or filter that there is not. */
export function parseTemplate<const S extends SlotTable>(source: string, slots: S): Template<S> {
  if (source.length > LONGEST) throw new TemplateError(`the template has ${source.length} characters, and at most ${LONGEST} are read. Shorten it, or put its long texts into slots.`, { line: 1, column: 1 });
  const position = positions(source);
  const parts: Part[] = [];
  let text = '';
  let textStart = 0;
  let at = 0;
  const endText = (end: number) => {
    if (end > textStart) parts.push({ kind: 'text', text, source: source.slice(textStart, end) });
    text = '';
  };
  for (let open = source.indexOf('{{'); open >= 0; open = source.indexOf('{{', at)) {
    let bare = open;
    while (bare > at && source[bare - 1] === '\\') bare -= 1;
    text += source.slice(at, bare) + '\\'.repeat((open - bare) >> 1);
    if ((open - bare) % 2 === 1) {
      text += '{{';
      at = open + 2;
      continue;
    }
    // Of three braces, the last two open the slot: {{{ticket|json}}} is an object's brace and a slot.
    const start = source[open + 2] === '{' ? open + 1 : open;
    if (start > open) text += '{';
    const where = position(start);
    const close = source.indexOf('}}', start + 2);
    const inner = source.slice(start + 2, Math.max(close, start + 2));
    if (close < 0 || inner.includes('\n')) throw new TemplateError('a slot opens with {{ and is not closed on the same line. Close it with }}, or write \\{{ for two braces that are meant as text.', where);
    endText(start);
    parts.push(slotFrom(inner, slots, where));
    at = textStart = close + 2;
  }
  text += source.slice(at);
  endText(source.length);
  return { slots, parts };
}

function slotFrom(inner: string, slots: SlotTable, position: Position): Part {
  const pieces = inner.split('|');
  const name = pieces[0]!.trim();
  if (!NAME.test(name)) throw new TemplateError(`${quoted(name)} cannot name a slot: a name begins with a letter and has letters, digits, - and _. Write \\{{ for two braces that are meant as text.`, position);
  if (!Object.hasOwn(slots, name)) throw new TemplateError(`there is no slot ${quoted(name)}. ${suggestion(name, Object.keys(slots))}`, position);
  let column = position.column + 2;
  const filters: FilterName[] = [];
  for (const [at, piece] of pieces.entries()) {
    const filter = piece.trim();
    if (at > 0) {
      if (!Object.hasOwn(FILTERS, filter)) throw new TemplateError(`there is no filter ${quoted(filter)}. ${suggestion(filter, Object.keys(FILTERS))}`, { ...position, column });
      if (filters.includes(filter as FilterName)) throw new TemplateError(`the filter ${quoted(filter)} stands twice in one slot. Leave one out.`, { ...position, column });
      filters.push(filter as FilterName);
    }
    column += piece.length + 1;
  }
  return { kind: 'slot', name, filters, source: `{{${inner}}}`, position };
}

/** The very source that the template was read from. */
export function printTemplate({ parts }: Pick<Template, 'parts'>): string {
  return parts.map(({ source }) => source).join('');
}

/** The template that says exactly this text and has no slots. */
export function escapeTemplate(text: string): string {
  let out = '';
  let at = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', at)) {
    let bare = open;
    while (bare > at && text[bare - 1] === '\\') bare -= 1;
    out += `${text.slice(at, open)}${text.slice(bare, open)}\\{{`;
    at = open + 2;
  }
  return out + text.slice(at);
}

/** The template with its values in place. Throws a TemplateError where a value is missing or not of its slot's type. */
export function fillTemplate<S extends SlotTable>({ slots, parts }: Template<S>, values: SlotValues<S>): string {
  let out = '';
  for (const part of parts) {
    if (part.kind === 'text') {
      out += part.text;
      continue;
    }
    const { name, filters, position } = part;
    if (!Object.hasOwn(values, name)) throw new TemplateError(`the slot ${quoted(name)} was given no value. Give one for every slot of the template.`, position);
    const value = (values as Readonly<Record<string, unknown>>)[name];
    const fault = faultOf(slots[name]!, value);
    if (fault) throw new TemplateError(`the slot ${quoted(name)} ${fault}.`, position);
    const long = () => new TemplateError(`with the slot ${quoted(name)} the prompt grows past ${LONGEST_FILLED} characters. Give a shorter value.`, position);
    if (out.length + sizeOf(value as SlotValue) > LONGEST_FILLED) throw long();
    out += written(filters.reduce<SlotValue>((filtered, filter) => FILTERS[filter](filtered), value as SlotValue));
    if (out.length > LONGEST_FILLED) throw long();
  }
  return out;
}

/** Positions in a text, asked for from its beginning to its end. */
function positions(source: string): (index: number) => Position {
  let line = 1;
  let start = 0;
  return (index) => {
    for (let end = source.indexOf('\n', start); end >= 0 && end < index; end = source.indexOf('\n', start)) {
      line += 1;
      start = end + 1;
    }
    return { line, column: index - start + 1 };
  };
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 64 ? `${name.slice(0, 64)}…` : name);
}
