import { expect, test } from 'vitest';
import { keyOf, type FieldGrader, type SchemaGrader, type WithinGrader } from './grader.ts';
import { grade, GRADERS } from './graders.ts';

test('a label is read without its wrapping', () => {
  for (const answer of ['billing', ' Billing\n', '"billing".', "'BILLING'"]) expect(GRADERS.label(answer)).toBe('billing');
  expect(GRADERS.label(' . ')).toBeNull();
  expect(grade('exact', 'Billing', 'billing')).toBe('0');
  expect(grade('exact', ' billing ', 'billing')).toBe('1');
});

test('a department is read in every convention, and in no other words', () => {
  for (const answer of ['returns', 'RET', '3', 'this is about returns.', 'team: returns']) expect(GRADERS.category(answer)).toBe('returns');
  for (const answer of ['', '6', 'this is about refunds.', 'returns or shipping']) expect(GRADERS.category(answer)).toBeNull();
});

test('a department is read in a house record too, by its queue', () => {
  for (const answer of ['product', 'PRD', '[surso / L1 / 4812 / kettle] keep it moving', '[drat / whatever']) expect(GRADERS.department(answer)).toBe('product');
  for (const answer of ['', 'drat', '[zorin / L1]', 'to [drat]']) expect(GRADERS.department(answer)).toBeNull();
});

test('JSON is compared by its members, not by its spelling', () => {
  expect(grade('json', '{ "b": 1, "a": "x" }', '{"a":"x","b":1}')).toBe('1');
  expect(grade('json', '{"a":"y","b":1}', '{"a":"x","b":1}')).toBe('0');
  expect(grade('json', '{"a":"x","b":1', '{"a":"x","b":1}')).toBe('-');
  expect(grade('json', '[1]', '{"a":"x"}')).toBe('-');
  expect(grade('json', '{"a":{"c":1}}', '{"a":{"d":1}}')).toBe('0');
});

test('a number is read behind the word answer', () => {
  expect(GRADERS.number('7 x 3 = 21; 21 + 4 = 25; answer 25')).toBe('25');
  expect(GRADERS.number('25')).toBe('25');
  expect(GRADERS.number('7 x 3 = 21')).toBeNull();
  expect(GRADERS.number('answer unknown')).toBeNull();
});

test('a reply is read by its voice and by its action', () => {
  const reply = 'ahoy matey! blimey, that be bad luck. me crew will trace the parcel. yarr, the captain';
  expect(GRADERS.register(reply)).toBe('pirate');
  expect(GRADERS.route(reply)).toBe('shipping');
  expect(GRADERS.route('we will see')).toBeNull();
});

test('what is right about a reply may be another reply, or the name of its voice or its department', () => {
  const reply = 'ahoy matey! blimey, that be bad luck. me crew will trace the parcel. yarr, the captain';
  for (const right of ['Pirate', 'arr, ahoy there! me crew will check the payment. yarr, the captain']) expect(grade('register', reply, right)).toBe('1');
  for (const right of ['poet', 'a pirate of some kind']) expect(grade('register', reply, right)).toBe('0');
  for (const right of ['shipping', 'SHP']) expect(grade('route', reply, right)).toBe('1');
  expect(grade('route', reply, 'billing')).toBe('0');
  // A name is no reply.
  expect(grade('register', 'pirate', 'pirate')).toBe('-');
});

test('what cannot be read is never right', () => {
  expect(grade('category', 'no idea', 'no idea')).toBe('-');
});

test('a field grader reads one member, and what is missing is unreadable', () => {
  const team: FieldGrader = { kind: 'field', field: 'team' };
  expect(keyOf(team)).toBe('field team');
  expect(grade(team, '{"team":"billing","order":"1"}', '{"team":"billing","order":"2"}')).toBe('1');
  expect(grade(team, '{"team":"returns"}', '{"team":"billing"}')).toBe('0');
  for (const answer of ['{"order":"1"}', 'billing', '["team"]']) expect(grade(team, answer, '{"team":"billing"}')).toBe('-');
  expect(grade({ kind: 'field', field: 'constructor' }, '{}', '{}')).toBe('-');
});

test('a number is right within its tolerance', () => {
  const half: WithinGrader = { kind: 'within', tolerance: 0.5 };
  expect(grade(half, '3 + 4 = 7; answer 7.4', '7')).toBe('1');
  expect(grade(half, 'answer 7.6', '7')).toBe('0');
  expect(grade(half, 'about seven', '7')).toBe('-');
});

test('a schema says what is valid, whatever the reference', () => {
  const schema: SchemaGrader = { kind: 'schema', schema: '{"type":"object","required":["team"],"properties":{"team":{"enum":["billing","returns"]}},"additionalProperties":false}' };
  expect(grade(schema, '{"team": "billing"}', 'anything')).toBe('1');
  expect(grade(schema, '{"team":"sales"}', '')).toBe('0');
  expect(grade(schema, '{"team":"billing","more":1}', '')).toBe('0');
  expect(grade(schema, 'team: billing', '')).toBe('-');
});

test.each([
  ['{', /not a JSON object/],
  ['[]', /not a JSON object/],
  ['{"properties":{"a":{"pattern":"(a+)+$"}}}', /regular expression/],
  ['{"type":"nonsense"}', /no valid JSON Schema: type is not one of array, boolean/],
  ['{"properties":{"team":{"type":["string","txt"]}}}', /: properties\.team\.type\[1\] is not one of/],
  ['{"required":"team"}', /: required is not a list/],
  ['{"enum":[]}', /: enum is not a list of at least one/],
  ['{"tpye":"object"}', /: tpye is not a keyword of JSON Schema/],
  ['{"anyOf":[{"minLength":-1}]}', /: anyOf\[0\]\.minLength is not a whole number from 0/],
  ['{"items":[{"type":"string"}]}', /: items is not an object/],
  ['{"multipleOf":0}', /: multipleOf is not a number above 0/],
  ['{"constructor":1}', /: constructor is not a keyword/],
  ['{"$ref":"#"}', /refers to itself without end/],
])('the schema %s cannot be used, and the error says why', (schema, reason) => {
  expect(() => grade({ kind: 'schema', schema }, '{}', '')).toThrow(reason);
});

test.each([
  '{}', '{"type":["string","null"]}', '{"$schema":"https://json-schema.org/draft/2020-12/schema","$defs":{"team":{"enum":["billing",1,null]}},"properties":{"pattern":{"$ref":"#/$defs/team"},"type":true},"additionalProperties":false}',
  '{"if":{"required":["a"]},"then":{"dependentRequired":{"a":["b"]}},"else":{"not":false},"minProperties":0,"exclusiveMinimum":-1.5,"multipleOf":0.5,"uniqueItems":true,"prefixItems":[{}],"title":"x","examples":[1]}',
])('the schema %s is one', (schema) => {
  expect(['0', '1']).toContain(grade({ kind: 'schema', schema }, '{}', ''));
});
