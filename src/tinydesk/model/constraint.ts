/**
 * Constrained decoding: a regular language over bytes, followed by Brzozowski derivatives (Brzozowski 1964). A token is
 * allowed when all its bytes can come next, and the end of the answer when the language allows it to end here.
 */
import { show } from '../show.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { Mask } from './sampler.ts';

export type Pattern =
  | { kind: 'empty' }
  | { kind: 'byte'; accepts: (byte: number) => boolean }
  | { kind: 'sequence'; first: Pattern; rest: Pattern }
  | { kind: 'either'; options: readonly Pattern[] }
  | { kind: 'many'; pattern: Pattern };

const EMPTY: Pattern = { kind: 'empty' };

/** The pattern of each byte, one object each, so that equal texts make equal patterns. */
const BYTES = Array.from({ length: 256 }, (_, wanted): Pattern => ({ kind: 'byte', accepts: (byte) => byte === wanted }));

/** Exactly this text. */
export function literal(text: string): Pattern {
  return exactly(new TextEncoder().encode(text));
}

/** These bytes, then `rest`. */
function exactly(bytes: Uint8Array, rest: Pattern = EMPTY): Pattern {
  return bytes.reduceRight<Pattern>((behind, byte) => sequence(BYTES[byte]!, behind), rest);
}

/** One of these texts. They become a tree of shared beginnings: a step costs what can come next, not the number of texts. */
export function oneOf(texts: readonly string[]): Pattern {
  return branches(texts.map((text) => new TextEncoder().encode(text)), 0);
}

/** The rest of one of `texts`, which are equal up to the byte at `from`. */
function branches(texts: readonly Uint8Array[], from: number): Pattern {
  const groups = new Map<number | undefined, Uint8Array[]>();
  for (const text of texts) {
    const group = groups.get(text[from]);
    if (group) group.push(text);
    else groups.set(text[from], [text]);
  }
  return either(Array.from(groups, ([byte, group]) => {
    if (byte === undefined) return EMPTY;
    const first = group[0]!;
    let to = from + 1;
    while (to < first.length && group.every((text) => text[to] === first[to])) to += 1;
    return exactly(first.subarray(from, to), group.length === 1 ? EMPTY : branches(group, to));
  }));
}

export function either(options: readonly Pattern[]): Pattern {
  const flat = options.flatMap((option) => (option.kind === 'either' ? option.options : [option]));
  return flat.length === 1 ? flat[0]! : { kind: 'either', options: flat };
}

export function sequence(...patterns: readonly Pattern[]): Pattern {
  return patterns.reduceRight<Pattern>((rest, first) => {
    if (first.kind === 'empty') return rest;
    return rest.kind === 'empty' ? first : { kind: 'sequence', first, rest };
  }, EMPTY);
}

/** The pattern any number of times, none included. */
export function many(pattern: Pattern): Pattern {
  return { kind: 'many', pattern };
}

/** One byte from `low` to `high`, both included. */
function range(low: number, high: number): Pattern {
  return { kind: 'byte', accepts: (byte) => byte >= low && byte <= high };
}

const DIGIT = range(0x30, 0x39);
const INTEGER = sequence(
  either([EMPTY, literal('-')]),
  either([literal('0'), sequence(range(0x31, 0x39), many(DIGIT))]),
);
const NUMBER = sequence(INTEGER, either([EMPTY, sequence(literal('.'), DIGIT, many(DIGIT))]));
/** One character of a JSON string, as well-formed UTF-8 (Unicode, table 3-7): no escapes, no control characters. */
const CHARACTER = either([
  { kind: 'byte', accepts: (b) => b >= 0x20 && b < 0x80 && b !== 0x22 && b !== 0x5c },
  sequence(range(0xc2, 0xdf), range(0x80, 0xbf)),
  sequence(range(0xe0, 0xe0), range(0xa0, 0xbf), range(0x80, 0xbf)),
  sequence(range(0xe1, 0xec), range(0x80, 0xbf), range(0x80, 0xbf)),
  sequence(range(0xed, 0xed), range(0x80, 0x9f), range(0x80, 0xbf)),
  sequence(range(0xee, 0xef), range(0x80, 0xbf), range(0x80, 0xbf)),
  sequence(range(0xf0, 0xf0), range(0x90, 0xbf), range(0x80, 0xbf), range(0x80, 0xbf)),
  sequence(range(0xf1, 0xf3), range(0x80, 0xbf), range(0x80, 0xbf), range(0x80, 0xbf)),
  sequence(range(0xf4, 0xf4), range(0x80, 0x8f), range(0x80, 0xbf), range(0x80, 0xbf)),
]);
const STRING = sequence(literal('"'), many(CHARACTER), literal('"'));

type Scalar = string | number | boolean | null;

/** The part of JSON Schema that `jsonPattern` understands; notes such as `title` and `description` may stand beside it. */
export type JsonSchema =
  | { enum: readonly Scalar[]; type?: string }
  | { const: Scalar; type?: string }
  | { type: 'string' | 'integer' | 'number' | 'boolean' | 'null' }
  | { type: 'array'; items: JsonSchema }
  | { type: 'object'; properties: Readonly<Record<string, JsonSchema>>; required?: readonly string[]; additionalProperties?: boolean };

/** Keywords that change nothing about what is valid. */
const NOTES = ['title', 'description', '$schema', '$id', '$comment', 'default', 'examples'];
const DEPTH = 32;

/**
 * Compact JSON (no white space) of the schema's shape; an object has all its properties, in the schema's order.
 * Throws a SchemaError that names the part of a schema that is not understood.
 */
export function jsonPattern(schema: JsonSchema, depth = 0): Pattern {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) throw new SchemaError('a schema that is not an object');
  if (depth > DEPTH) throw new SchemaError(`more than ${DEPTH} levels`);
  if ('enum' in schema) {
    onlyKeywords(schema, ['enum', 'type']);
    if (!Array.isArray(schema.enum) || schema.enum.length === 0) throw new SchemaError('an enum without values');
    return oneOf(schema.enum.map((value) => scalar(value, schema)));
  }
  if ('const' in schema) {
    onlyKeywords(schema, ['const', 'type']);
    return literal(scalar(schema.const, schema));
  }
  switch (schema.type) {
    case 'string': case 'integer': case 'number': case 'boolean': case 'null':
      onlyKeywords(schema, ['type']);
      return TYPES[schema.type];
    case 'array': {
      onlyKeywords(schema, ['type', 'items']);
      const item = jsonPattern(schema.items, depth + 1);
      return sequence(literal('['), either([EMPTY, sequence(item, many(sequence(literal(','), item)))]), literal(']'));
    }
    case 'object': {
      onlyKeywords(schema, ['type', 'properties', 'required', 'additionalProperties']);
      const { properties, required = [], additionalProperties = false } = schema;
      if (typeof properties !== 'object' || properties === null) throw new SchemaError('an object without properties');
      if (typeof additionalProperties !== 'boolean') throw new SchemaError('additionalProperties that is not true or false');
      if (!Array.isArray(required) || !required.every((key: unknown) => typeof key === 'string' && Object.hasOwn(properties, key))) {
        throw new SchemaError('required properties that it does not describe');
      }
      const members = Object.entries(properties).map(([key, value], i) =>
        sequence(literal(`${i === 0 ? '' : ','}${JSON.stringify(key)}:`), jsonPattern(value, depth + 1)));
      return sequence(literal('{'), ...members, literal('}'));
    }
    default: throw new SchemaError(`type ${show((schema as { type?: unknown }).type)}`);
  }
}

const TYPES = { string: STRING, integer: INTEGER, number: NUMBER, boolean: oneOf(['true', 'false']), null: literal('null') } as const;

function onlyKeywords(schema: object, known: readonly string[]): void {
  const other = Object.keys(schema).find((key) => !known.includes(key) && !NOTES.includes(key));
  if (other !== undefined) throw new SchemaError(`the keyword ${show(other)}`);
}

/** One value of an enum or const as JSON; a `type` beside it must be the value's own. */
function scalar(value: unknown, { type }: { type?: unknown }): string {
  const own = value === null ? 'null' : typeof value;
  if (!['string', 'number', 'boolean', 'null'].includes(own)) throw new SchemaError('an enum or const that is neither text, number, true, false nor null');
  if (own === 'number' && !Number.isFinite(value)) throw new SchemaError('a number too large to be read');
  if (type !== undefined && type !== own && !(type === 'integer' && Number.isInteger(value))) {
    throw new SchemaError(`${show(value)} among values of type ${show(type)}`);
  }
  return JSON.stringify(value);
}

/** A schema that constrained decoding does not understand. */
export class SchemaError extends Error {
  constructor(part: string) {
    super(`The JSON schema has ${part}, which constrained decoding here does not understand. Use enum, const, string, integer, number, boolean, null, array or object.`);
    this.name = 'SchemaError';
  }
}

/** Where an answer stands in its pattern. Immutable: `after` gives the state behind one more token. */
export class Constraint {
  readonly #automaton: Automaton;
  readonly #state: number;

  /** At the beginning of `pattern`. Answers to many requests share the work if they start from one Constraint. */
  constructor(pattern: Pattern, automaton = new Automaton()) {
    this.#automaton = automaton;
    this.#state = automaton.stateOf(pattern);
  }

  /** The tokens allowed next; `endToken` where the answer may end. */
  mask(tokenizer: Tokenizer, endToken: number): Mask {
    const allowed = this.#automaton.allowed(tokenizer, this.#state);
    const mayEnd = this.#automaton.mayEnd(this.#state);
    return (id) => (id === endToken ? mayEnd : allowed[id] === 1);
  }

  after(tokenizer: Tokenizer, id: number): Constraint {
    const state = this.#automaton.follow(this.#state, tokenizer.token(id));
    if (state === NOWHERE) throw new Error(`Token ${id} is not allowed here by the constraint.`);
    return new Constraint(this.#automaton.patternOf(state), this.#automaton);
  }
}

const NOWHERE = -1;
const UNKNOWN = -2;

/** The pattern's deterministic automaton, built as far as answers have walked it. Equal derivatives are one state. */
class Automaton {
  readonly #patterns: Pattern[] = [];
  readonly #next: Int32Array[] = [];
  readonly #allowed: WeakMap<Tokenizer, Uint8Array[]> = new WeakMap();
  readonly #numbers = new Map<string | ((byte: number) => boolean), number>();
  readonly #numberOf = new WeakMap<Pattern, number>();
  readonly #states = new Map<number, number>();

  stateOf(pattern: Pattern): number {
    const number = this.#number(pattern);
    const known = this.#states.get(number);
    if (known !== undefined) return known;
    const state = this.#patterns.push(pattern) - 1;
    this.#next.push(new Int32Array(256).fill(UNKNOWN));
    this.#states.set(number, state);
    return state;
  }

  patternOf(state: number): Pattern {
    return this.#patterns[state]!;
  }

  mayEnd(state: number): boolean {
    return canEnd(this.#patterns[state]!);
  }

  /** The state after `bytes`, or NOWHERE. */
  follow(state: number, bytes: Uint8Array): number {
    let at = state;
    for (const byte of bytes) {
      if (this.#next[at]![byte] === UNKNOWN) {
        const pattern = derivative(this.#patterns[at]!, byte);
        this.#next[at]![byte] = pattern ? this.stateOf(pattern) : NOWHERE;
      }
      at = this.#next[at]![byte]!;
      if (at === NOWHERE) return NOWHERE;
    }
    return at;
  }

  /** For each id, 1 where it may come next. Special tokens and tokens without bytes may not. */
  allowed(tokenizer: Tokenizer, state: number): Uint8Array {
    const known = this.#allowed.get(tokenizer) ?? [];
    this.#allowed.set(tokenizer, known);
    return (known[state] ??= Uint8Array.from({ length: tokenizer.size }, (_, id) => {
      const bytes = tokenizer.token(id);
      return !tokenizer.isSpecial(id) && bytes.length > 0 && this.follow(state, bytes) !== NOWHERE ? 1 : 0;
    }));
  }

  /** Structurally equal patterns have the same number. */
  #number(pattern: Pattern): number {
    // Parts come before the whole, on a list of their own: a long text is nested deeper than calls can be.
    for (const waiting = [pattern]; waiting.length > 0; ) {
      const next = waiting[waiting.length - 1]!;
      const parts = this.#numberOf.has(next) ? [] : partsOf(next).filter((part) => !this.#numberOf.has(part));
      if (parts.length === 0) this.#numberFrom(waiting.pop()!);
      else for (const part of parts) waiting.push(part);
    }
    return this.#numberOf.get(pattern)!;
  }

  /** Numbers a pattern whose parts are numbered. */
  #numberFrom(pattern: Pattern): void {
    if (this.#numberOf.has(pattern)) return;
    const key = this.#key(pattern);
    const number = typeof key === 'number' ? key : (this.#numbers.get(key) ?? this.#numbers.size);
    if (typeof key !== 'number') this.#numbers.set(key, number);
    this.#numberOf.set(pattern, number);
  }

  #key(pattern: Pattern): number | string | ((byte: number) => boolean) {
    switch (pattern.kind) {
      case 'empty': return 'empty';
      case 'byte': return pattern.accepts;
      case 'sequence': return `${this.#numberOf.get(pattern.first)!} ${this.#numberOf.get(pattern.rest)!}`;
      case 'either': {
        const options = [...new Set(pattern.options.map((option) => this.#numberOf.get(option)!))].sort((a, b) => a - b);
        return options.length === 1 ? options[0]! : options.join('|');
      }
      case 'many': return `${this.#numberOf.get(pattern.pattern)!}*`;
    }
  }
}

function partsOf(pattern: Pattern): readonly Pattern[] {
  switch (pattern.kind) {
    case 'empty': case 'byte': return [];
    case 'sequence': return [pattern.first, pattern.rest];
    case 'either': return pattern.options;
    case 'many': return [pattern.pattern];
  }
}

function canEnd(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'empty': case 'many': return true;
    case 'byte': return false;
    case 'sequence': return canEnd(pattern.first) && canEnd(pattern.rest);
    case 'either': return pattern.options.some(canEnd);
  }
}

/** What may follow once `byte` has been read; nothing where it may not be read. */
function derivative(pattern: Pattern, byte: number): Pattern | undefined {
  switch (pattern.kind) {
    case 'empty': return undefined;
    case 'byte': return pattern.accepts(byte) ? EMPTY : undefined;
    case 'many': {
      const next = derivative(pattern.pattern, byte);
      return next && sequence(next, pattern);
    }
    case 'either': {
      const next = pattern.options.map((option) => derivative(option, byte)).filter((p) => p !== undefined);
      return next.length === 0 ? undefined : either(next);
    }
    case 'sequence': {
      const inside = derivative(pattern.first, byte);
      const within = inside && sequence(inside, pattern.rest);
      const beyond = canEnd(pattern.first) ? derivative(pattern.rest, byte) : undefined;
      return within && beyond ? either([within, beyond]) : (within ?? beyond);
    }
  }
}
