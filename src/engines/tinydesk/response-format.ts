/** What `response_format` asks of an answer, as the pattern that constrained decoding follows. */
import { jsonPattern, oneOf, SchemaError, type JsonSchema, type Pattern } from '../../tinydesk/model/constraint.ts';
import { show } from '../../tinydesk/show.ts';
import { EngineError } from '../chat.ts';

/** Characters of a schema or grammar. */
const LIMIT = 20_000;

/** What shapes an answer: a JSON Schema, or a grammar, as text. */
export interface Shape {
  kind: 'schema' | 'grammar';
  text: string;
}

/** Untrusted input: `format` may be anything. Nothing where any text will do. */
export function readFormat(format: unknown): Shape | undefined {
  if (format === undefined) return undefined;
  if (typeof format !== 'object' || format === null) throw refused(`is ${show(format)}, and it must be an object with a type`);
  const { type, ...rest } = format as { type?: unknown; schema?: unknown; grammar?: unknown };
  const known = type === 'json_object' ? ['schema'] : type === 'grammar' ? ['grammar'] : [];
  if (type !== 'text' && type !== 'json_object' && type !== 'grammar') {
    throw refused(`has the type ${show(type)}, and TinyDesk knows text, json_object and grammar`);
  }
  const unknown = Object.keys(rest).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new EngineError('unknown-option', `The option response_format of type ${type} has no ${show(unknown)} here. Leave it out.`);
  if (type === 'text') return undefined;
  const kind = type === 'json_object' ? 'schema' : 'grammar';
  return { kind, text: textOf(rest[kind], kind) };
}

/** Throws an EngineError that says what is not understood. */
export function patternOf({ kind, text }: Shape): Pattern {
  return kind === 'schema' ? json(text) : grammar(text);
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') {
    throw refused(value === undefined && name === 'schema'
      ? 'asks for json_object without a schema, and TinyDesk needs to know the shape: give a JSON Schema as text in schema'
      : `needs its ${name} as text`);
  }
  if (value.length > LIMIT) throw refused(`has a ${name} of ${value.length} characters, and at most ${LIMIT} are read`);
  return value;
}

function json(text: string): Pattern {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch {
    throw refused('has a schema that is not JSON text');
  }
  try {
    return jsonPattern(schema as JsonSchema);
  } catch (error) {
    if (error instanceof SchemaError) throw refused(`cannot be met. ${error.message}`);
    throw error;
  }
}

const HEAD = /\s*root\s*::=\s*/y;
const LITERAL = /"(?:[^"\\\n]|\\.)*"/y;
const BETWEEN = /\s*(\||$)\s*/y;

/** One rule of alternatives: `root ::= "billing" | "shipping"`. */
function grammar(text: string): Pattern {
  let at = 0;
  const take = (expected: RegExp): RegExpExecArray => {
    expected.lastIndex = at;
    const found = expected.exec(text);
    if (!found) throw refused(`has a grammar that TinyDesk cannot read at character ${at + 1}. It knows one rule of quoted alternatives: root ::= "billing" | "shipping"`);
    at = expected.lastIndex;
    return found;
  };
  take(HEAD);
  const alternatives: string[] = [];
  do {
    const [literal] = take(LITERAL);
    try {
      alternatives.push(JSON.parse(literal) as string);
    } catch {
      throw refused(`has a grammar with the unreadable text ${show(literal)}`);
    }
  } while (take(BETWEEN)[1] === '|');
  if (alternatives.includes('')) throw refused('has a grammar with an empty alternative');
  return oneOf(alternatives);
}

function refused(reason: string): EngineError {
  return new EngineError('bad-option', `The option response_format ${reason}.`);
}
