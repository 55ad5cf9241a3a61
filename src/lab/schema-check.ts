/**
 * Whether a JSON Schema (draft 2020-12) is one. Validators pass over what they do not know, so that a schema with a
 * slip in it would find everything right, or everything wrong.
 */
import { anything, CheckError, count, finite, flag, list, oneOf, text, type Check } from '../engines/check.ts';

const type = oneOf('array', 'boolean', 'integer', 'null', 'number', 'object', 'string');
const schemas: Check<unknown> = (value, path) => some(list(schema)(value, path), path);

/** Every keyword, and what stands behind it. */
const KEYWORDS: Readonly<Record<string, Check<unknown>>> = {
  type: (value, path) => (Array.isArray(value) ? some(list(type)(value, path), path) : type(value, path)),
  enum: (value, path) => some(list(anything)(value, path), path),
  const: anything,
  allOf: schemas, anyOf: schemas, oneOf: schemas, not: schema, if: schema, then: schema, else: schema,
  properties: each(schema), patternProperties: each(schema), additionalProperties: schema, unevaluatedProperties: schema, propertyNames: schema,
  required: list(text), dependentRequired: each(list(text)), dependentSchemas: each(schema), minProperties: count, maxProperties: count,
  items: schema, prefixItems: schemas, contains: schema, unevaluatedItems: schema, minItems: count, maxItems: count, minContains: count, maxContains: count, uniqueItems: flag,
  minLength: count, maxLength: count, pattern: text, format: text,
  minimum: finite, maximum: finite, exclusiveMinimum: finite, exclusiveMaximum: finite,
  multipleOf: (value, path) => {
    if (finite(value, path) <= 0) throw new CheckError(path, 'a number above 0');
    return value;
  },
  $id: text, $schema: text, $ref: text, $anchor: text, $dynamicRef: text, $dynamicAnchor: text, $comment: text, $defs: each(schema), definitions: each(schema),
  title: text, description: text, default: anything, examples: list(anything), deprecated: flag, readOnly: flag, writeOnly: flag,
  contentEncoding: text, contentMediaType: text, contentSchema: schema,
};

/** What is wrong with a schema, such as "properties.team.type is not one of array, …"; nothing where it is one. */
export function schemaFault(value: unknown): string | undefined {
  try {
    schema(value, '');
    return undefined;
  } catch (error) {
    if (error instanceof CheckError) return error.message.trim();
    if (error instanceof RangeError) return 'it nests too deep';
    throw error;
  }
}

function schema(value: unknown, path: string): unknown {
  if (typeof value === 'boolean') return value;
  const within = path === '' ? '' : `${path}.`;
  for (const [keyword, under] of Object.entries(object(value, path))) {
    if (!Object.hasOwn(KEYWORDS, keyword)) throw new CheckError(`${within}${keyword}`, 'a keyword of JSON Schema');
    KEYWORDS[keyword]!(under, `${within}${keyword}`);
  }
  return value;
}

function each(check: Check<unknown>): Check<unknown> {
  return (value, path) => {
    for (const [name, under] of Object.entries(object(value, path))) check(under, `${path}.${name}`);
    return value;
  };
}

function object(value: unknown, path: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new CheckError(path || 'it', 'an object');
  return value;
}

function some<T>(values: readonly T[], path: string): readonly T[] {
  if (values.length === 0) throw new CheckError(path, 'a list of at least one');
  return values;
}
