/**
 * Graders read an answer before anything is compared: parse, canonicalise, or find it unreadable. Two answers are
 * equal when they read the same, and an answer is right when it reads the same as the reference, unless its grader says
 * otherwise. What cannot be read (null) is a class of its own: never right, and equal only to other unreadable answers.
 */
import { Validator, type Schema } from '@cfworker/json-schema';
import { CATEGORIES, type Category } from '../tinydesk/world/frames/format.ts';
import { categoryOfQueue } from '../tinydesk/world/house.ts';
import { CONVENTIONS, nameOf } from '../tinydesk/world/labels.ts';
import { REGISTERS, registerOf, routeOf } from '../tinydesk/world/tasks/role.ts';
import { canonical } from './canonical.ts';
import type { Grader, SandboxedGrader } from './grader.ts';
import { schemaFault } from './schema-check.ts';

export type Reader = (answer: string) => string | null;

/** Graders without settings. */
export const GRADERS = {
  /** The whole answer, letter for letter, apart from white space around it. */
  exact: (answer) => answer.trim() || null,
  /** A label: case, surrounding white space, quotes and a final full stop do not matter. */
  label,
  /** The department, in whichever of the desk's five conventions it is written. */
  category: (answer) => CATEGORY_OF.get(label(answer) ?? '') ?? null,
  /** A JSON object: white space and the order of keys do not matter. */
  json: (answer) => {
    const value = objectIn(answer);
    return value && canonical(value);
  },
  /** The number after the last "answer", or the only number there is. */
  number: numberIn,
  /** The department, in any convention or as the first field of a house record, whatever else the record holds. */
  department: (answer) => CATEGORY_OF.get(label(answer) ?? '') ?? categoryOfQueue(/^\[(\w+)/.exec(answer.trim())?.[1] ?? '') ?? null,
  /** The voice that a reply is written in. */
  register: (answer) => registerOf(answer) ?? null,
  /** The department whose action a reply promises. */
  route: (answer) => routeOf(answer) ?? null,
} satisfies Record<string, Reader>;
export type GraderName = keyof typeof GRADERS;

/** How a grader reads answers. Patterns and expressions judge whole answers, and read them as labels. */
export function readerOf(grader: Grader): Reader {
  if (typeof grader === 'string') return GRADERS[grader];
  switch (grader.kind) {
    case 'field':
      return (answer) => {
        const value = objectIn(answer);
        return value !== null && Object.hasOwn(value, grader.field) ? canonical(value[grader.field]) : null;
      };
    case 'within':
      return numberIn;
    case 'schema':
      return (answer) => {
        const value = parsed(answer);
        return value === undefined ? null : canonical(value);
      };
    case 'pattern':
    case 'expression':
      return label;
  }
}

/**
 * How a grader reads what is right. For the voice and the action of a reply that is another reply, or their names: "pirate",
 * "billing".
 */
export function referenceReaderOf(grader: Grader): Reader {
  const reader = readerOf(grader);
  const named = typeof grader === 'string' ? NAMED[grader] : undefined;
  return named ? (reference) => reader(reference) ?? named(reference) : reader;
}

/** What an answer is worth: right, wrong, or unreadable. */
export type Verdict = '1' | '0' | '-';

/** The verdict of a grader that runs no one's code. Throws a sentence where its settings cannot be used. */
export function grade(grader: Exclude<Grader, SandboxedGrader>, answer: string, reference: string): Verdict {
  const reader = readerOf(grader);
  const read = reader(answer);
  if (read === null) return '-';
  if (typeof grader === 'object' && grader.kind === 'schema') return isValid(grader.schema, JSON.parse(read)) ? '1' : '0';
  const right = referenceReaderOf(grader)(reference);
  if (typeof grader === 'object' && grader.kind === 'within') return right !== null && Math.abs(Number(read) - Number(right)) <= grader.tolerance ? '1' : '0';
  return read === right ? '1' : '0';
}

/** Schemas of the last few graders. */
const validators = new Map<string, Validator>();
/** Characters of a schema. */
const LONGEST_SCHEMA = 20_000;
const FOR_EXAMPLE = 'Give a JSON Schema, such as {"type": "object", "required": ["team"]}.';

function validatorOf(text: string): Validator {
  let validator = validators.get(text);
  if (!validator) {
    if (text.length > LONGEST_SCHEMA) throw new Error(`The schema of a grader has ${text.length} characters, and at most ${LONGEST_SCHEMA} are read. Shorten it.`);
    const schema = parsed(text);
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) throw new Error(`The schema of a grader is not a JSON object. ${FOR_EXAMPLE}`);
    if (hasPattern(schema)) throw new Error('The schema of a grader has a regular expression (pattern or patternProperties), which could hold the page up. Use a grader of the kind "pattern", which is stopped when it takes too long.');
    const fault = schemaFault(schema);
    if (fault) throw new Error(`The schema of a grader is no valid JSON Schema: ${fault}. ${FOR_EXAMPLE}`);
    validator = new Validator(schema as Schema, '2020-12');
    if (validators.size > 20) validators.clear();
    validators.set(text, validator);
  }
  return validator;
}

function isValid(schema: string, value: unknown): boolean {
  const validator = validatorOf(schema);
  try {
    return validator.validate(value).valid;
  } catch (error) {
    throw new Error(`The schema of a grader cannot be used: ${error instanceof RangeError ? 'it refers to itself without end' : error instanceof Error ? error.message : String(error)}. ${FOR_EXAMPLE}`, { cause: error });
  }
}

function hasPattern(schema: object): boolean {
  return Object.entries(schema).some(([key, value]) =>
    (key === 'pattern' && typeof value === 'string') || key === 'patternProperties' || (typeof value === 'object' && value !== null && hasPattern(value as object)));
}

function label(answer: string): string | null {
  return answer.trim().toLowerCase().replace(/^["'`]+|["'`.]+$/g, '').trim() || null;
}

function numberIn(answer: string): string | null {
  const after = answer.slice(answer.lastIndexOf('answer') + 1);
  const numbers = after.match(/-?\d+(?:\.\d+)?/g) ?? [];
  return answer.includes('answer') ? (numbers[0] ?? null) : numbers.length === 1 ? numbers[0]! : null;
}

/** JSON as a value; nothing where it is none. */
function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}

function objectIn(answer: string): Record<string, unknown> | null {
  const value = parsed(answer);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

const NAMED: Readonly<Partial<Record<GraderName, Reader>>> = {
  register: (reference) => REGISTERS.find((register) => register === label(reference)) ?? null,
  route: GRADERS.category,
};

const CATEGORY_OF: ReadonlyMap<string, Category> = new Map(
  CATEGORIES.flatMap((category) => CONVENTIONS.map((convention) => [label(nameOf(category, convention))!, category] as const)),
);
