/**
 * Constrained decoding: a regular language over bytes, followed by Brzozowski derivatives (Brzozowski 1964). A token is
 * allowed when all its bytes can come next, and the end of the answer when the language allows it to end here.
 */
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { Mask } from './sampler.ts';

export type Pattern =
  | { kind: 'empty' }
  | { kind: 'byte'; accepts: (byte: number) => boolean }
  | { kind: 'sequence'; first: Pattern; rest: Pattern }
  | { kind: 'either'; options: readonly Pattern[] }
  | { kind: 'many'; pattern: Pattern };

const EMPTY: Pattern = { kind: 'empty' };

/** Exactly this text. */
export function literal(text: string): Pattern {
  return [...new TextEncoder().encode(text)].reduceRight<Pattern>(
    (rest, wanted) => sequence({ kind: 'byte', accepts: (byte) => byte === wanted }, rest),
    EMPTY,
  );
}

/** One of these texts. */
export function oneOf(texts: readonly string[]): Pattern {
  return either(texts.map(literal));
}

export function either(options: readonly Pattern[]): Pattern {
  return options.length === 1 ? options[0]! : { kind: 'either', options };
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

const DIGITS: Pattern = many({ kind: 'byte', accepts: (b) => b >= 0x30 && b <= 0x39 });
const INTEGER = sequence(
  either([EMPTY, literal('-')]),
  either([literal('0'), sequence({ kind: 'byte', accepts: (b) => b >= 0x31 && b <= 0x39 }, DIGITS)]),
);
const NUMBER = sequence(
  INTEGER,
  either([EMPTY, sequence(literal('.'), { kind: 'byte', accepts: (b) => b >= 0x30 && b <= 0x39 }, DIGITS)]),
);
/** A JSON string of plain characters: no escapes, no control characters. */
const STRING = sequence(
  literal('"'),
  many({ kind: 'byte', accepts: (b) => b >= 0x20 && b !== 0x22 && b !== 0x5c && b < 0xf5 }),
  literal('"'),
);

/** The part of JSON Schema that `jsonPattern` understands. */
export type JsonSchema =
  | { enum: readonly (string | number | boolean | null)[] }
  | { const: string | number | boolean | null }
  | { type: 'string' | 'integer' | 'number' | 'boolean' | 'null' }
  | { type: 'array'; items: JsonSchema }
  | { type: 'object'; properties: Readonly<Record<string, JsonSchema>> };

/**
 * Compact JSON (no white space) of the schema's shape; an object has all its properties, in the schema's order.
 * Throws an error that names the part of a schema that is not understood.
 */
export function jsonPattern(schema: JsonSchema): Pattern {
  if (typeof schema !== 'object' || schema === null) throw new SchemaError('a schema that is not an object');
  if ('enum' in schema) {
    if (!Array.isArray(schema.enum) || schema.enum.length === 0) throw new SchemaError('an enum without values');
    return oneOf(schema.enum.map((value) => JSON.stringify(value)));
  }
  if ('const' in schema) return literal(JSON.stringify(schema.const));
  switch (schema.type) {
    case 'string': return STRING;
    case 'integer': return INTEGER;
    case 'number': return NUMBER;
    case 'boolean': return oneOf(['true', 'false']);
    case 'null': return literal('null');
    case 'array': {
      const item = jsonPattern(schema.items);
      return sequence(literal('['), either([EMPTY, sequence(item, many(sequence(literal(','), item)))]), literal(']'));
    }
    case 'object': {
      if (typeof schema.properties !== 'object' || schema.properties === null) throw new SchemaError('an object without properties');
      const members = Object.entries(schema.properties).map(([key, value], i) =>
        sequence(literal(`${i === 0 ? '' : ','}${JSON.stringify(key)}:`), jsonPattern(value)));
      return sequence(literal('{'), ...members, literal('}'));
    }
    default: throw new SchemaError(`type ${JSON.stringify((schema as { type?: unknown }).type)}`);
  }
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
  readonly #pattern: Pattern;

  constructor(pattern: Pattern) {
    this.#pattern = pattern;
  }

  /** The tokens allowed next; `endToken` where the answer may end. */
  mask(tokenizer: Tokenizer, endToken: number): Mask {
    return (id) => {
      if (id === endToken) return canEnd(this.#pattern);
      return id < tokenizer.size && !tokenizer.isSpecial(id) && follow(this.#pattern, tokenizer.bytes([id])) !== undefined;
    };
  }

  after(tokenizer: Tokenizer, id: number): Constraint {
    const next = follow(this.#pattern, tokenizer.bytes([id]));
    if (!next) throw new Error(`Token ${id} is not allowed here by the constraint.`);
    return new Constraint(next);
  }
}

function follow(pattern: Pattern, bytes: Uint8Array): Pattern | undefined {
  let current: Pattern | undefined = pattern;
  for (const byte of bytes) {
    current = derivative(current, byte);
    if (!current) return undefined;
  }
  return current;
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
