import { expect, test } from 'vitest';
import { Random } from '../tinydesk/random.ts';
import { fillPrompt, parsePrompt, printPrompt } from './template/prompt.ts';
import { escapeTemplate, fillTemplate, parseTemplate, printTemplate, TemplateError } from './template.ts';

const slots = { ticket: 'text', subject: 'line', label: 'label', count: 'number', labels: 'list', shots: 'examples' } as const;
const values = {
  ticket: 'Where is\n"my" <order> & co?',
  subject: 'Order  12',
  label: 'Billing',
  count: 3,
  labels: ['Billing', 'Returns & more'],
  shots: [{ text: 'No parcel', reference: 'shipping' }, { text: 'Charged <twice>', reference: 'billing' }],
};
const filled = (source: string, given: Partial<Record<keyof typeof slots, unknown>> = {}) => fillTemplate(parseTemplate(source, slots), { ...values, ...given } as typeof values);

test.each([
  ['Label: {{ticket}}', 'Label: Where is\n"my" <order> & co?'],
  ['{{ticket|json}}', '"Where is\\n\\"my\\" <order> & co?"'],
  ['<t>{{ticket|xml}}</t>', '<t>Where is\n&quot;my&quot; &lt;order&gt; &amp; co?</t>'],
  ['{{ticket|line}}', 'Where is "my" <order> & co?'],
  ['{{ticket|quote}}', '> Where is\n> "my" <order> & co?'],
  ['{{label|lower}}/{{count}}', 'billing/3'],
  ['{{ ticket | line | xml }}', 'Where is &quot;my&quot; &lt;order&gt; &amp; co?'],
  ['one of {{labels}}', 'one of Billing, Returns & more'],
  ['{{labels|lower|json}}', '["billing","returns & more"]'],
  ['{{shots}}', 'No parcel -> shipping\nCharged <twice> -> billing'],
  ['{{shots|xml|json}}', '[{"text":"No parcel","reference":"shipping"},{"text":"Charged &lt;twice&gt;","reference":"billing"}]'],
  ['{"t": {{{count}}}}', '{"t": {3}}'],
  ['\\{{ticket}} is {{count}}', '{{ticket}} is 3'],
  ['\\\\{{count}} \\\\\\{{ a\\b', '\\3 \\{{ a\\b'],
  ['no slots } }} { here', 'no slots } }} { here'],
  ['', ''],
])('%j is filled by the rules', (source, expected) => {
  expect(filled(source)).toBe(expected);
});

test('a value is never read as a template', () => {
  expect(filled('{{ticket}} {{subject}}', { ticket: '{{subject}} \\{{label}} {{secret|json}}', subject: '{{ticket}}' })).toBe('{{subject}} \\{{label}} {{secret|json}} {{ticket}}');
});

test.each([
  ['a\nbc {{tiket}}', 2, 4, /there is no slot "tiket"\. The nearest is "ticket"/],
  ['{{LABEL}}', 1, 1, /The nearest is "label"/],
  ['{{ticket|jsn}}', 1, 10, /there is no filter "jsn"\. The nearest is "json"/],
  ['{{ticket|line|line}}', 1, 15, /"line" stands twice/],
  ['{{ticket', 1, 1, /not closed/],
  ['x\n\n{{ticket\n}}', 3, 1, /not closed/],
  ['{{}}', 1, 1, /"" cannot name a slot/],
  ['{{{{ticket}}', 1, 2, /Write \\\{\{/],
  ['{{constructor}}', 1, 1, /no slot "constructor"/],
  ['{{__proto__}}', 1, 1, /cannot name a slot/],
  ['{{ticket|constructor}}', 1, 10, /no filter "constructor"/],
  ['{{ticket}}\n{{ticket}} \\{{ {{nope}}', 2, 16, /no slot "nope"/],
])('%j is refused at its line and column', (source, line, column, reason) => {
  let thrown: unknown;
  try {
    parseTemplate(source, slots);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(TemplateError);
  expect(thrown).toMatchObject({ line, column });
  expect((thrown as Error).message).toMatch(reason);
  expect((thrown as Error).message).toContain(`Line ${line}, column ${column}: `);
});

test('a template that is too long is refused', () => {
  expect(() => parseTemplate('x'.repeat(100_001), slots)).toThrow(/100001 characters, and at most 100000/);
});

test('without slots there is nothing to suggest', () => {
  expect(() => parseTemplate('{{ticket}}', {})).toThrow(/no slot "ticket". There are none here/);
});

test.each([
  ['{{ticket}}', { ticket: 3 }, /slot "ticket" holds a text and was given the number 3/],
  ['\n {{subject}}', { subject: 'a\nb' }, /Line 2, column 2: .*line breaks/],
  ['{{label}}', { label: '' }, /1 to 100 characters and was given 0/],
  ['{{label}}', { label: ' a' }, /without white space/],
  ['{{count}}', { count: Number.NaN }, /a finite number/],
  ['{{count}}', { count: '3' }, /was given a text/],
  ['{{labels}}', { labels: 'a' }, /a list of texts/],
  ['{{labels}}', { labels: ['a', , 'b'] }, /entry 2 is not a text/], // eslint-disable-line no-sparse-arrays
  ['{{shots}}', { shots: [{ text: 'a' }] }, /entry 1 is not an example/],
  ['{{shots}}', { shots: [Object.create({ text: 'a', reference: 'b' })] }, /entry 1 is not an example/],
  ['{{ticket}}', { ticket: undefined }, /was given nothing/],
  ['{{ticket}}', { ticket: 'x'.repeat(1_000_001) }, /grows past 1000000/],
])('%j with a wrong value is refused with its place', (source, given, reason) => {
  expect(() => filled(source, given)).toThrow(reason);
});

test('a value must be the object\'s own, and is needed only where its slot is used', () => {
  expect(() => fillTemplate(parseTemplate('{{ticket}}', slots), Object.create(values) as typeof values)).toThrow(/was given no value/);
  expect(fillTemplate(parseTemplate('{{count}}', slots), { count: 1 } as typeof values)).toBe('1');
});

test('filling stops before it takes too much memory', () => {
  expect(() => filled('{{ticket}}'.repeat(10_000), { ticket: 'x'.repeat(500_000) })).toThrow(/grows past/);
  expect(() => filled('{{ticket|xml|json|quote}}', { ticket: '"'.repeat(999_999) })).toThrow(/grows past/);
});

const PIECES = ['{', '{{', '}}', '}', '\\', '\\{{', '|', 'a', ' ', '\n', '{{ticket}}', '{{count|json}}', '{{ labels | lower }}', '"', 'é', '\u{1f4e6}'];

test('whatever can be read prints as it was written', () => {
  const random = new Random('template/round-trip');
  let read = 0;
  for (let n = 0; n < 20_000; n++) {
    const source = Array.from({ length: random.int(0, 9) }, () => random.pick(PIECES)).join('');
    let template;
    try {
      template = parseTemplate(source, slots);
    } catch (error) {
      expect(error).toBeInstanceOf(TemplateError);
      continue;
    }
    read += 1;
    expect(printTemplate(template)).toBe(source);
  }
  expect(read).toBeGreaterThan(5_000);
});

test('any text can be written as a template that says just that', () => {
  const random = new Random('template/escape');
  for (let n = 0; n < 20_000; n++) {
    const text = Array.from({ length: random.int(0, 9) }, () => random.pick(PIECES)).join('');
    expect(fillTemplate(parseTemplate(escapeTemplate(text), {}), {})).toBe(text);
  }
});

test('what is filled holds every text and value, in order', () => {
  const random = new Random('template/fill');
  for (let n = 0; n < 2_000; n++) {
    const ticket = Array.from({ length: random.int(0, 8) }, () => random.pick(PIECES)).join('');
    const before = random.pick(['', 'a ', '{', ' }}']);
    expect(filled(`${before}{{ticket}}|{{ticket|json}}`, { ticket })).toBe(`${before}${ticket}|${JSON.stringify(ticket)}`);
    expect(filled('{{ticket|line}}', { ticket })).not.toMatch(/\n| {2}|^ | $/);
    expect(filled('{{ticket|quote}}', { ticket }).split('\n').every((line) => line.startsWith('> '))).toBe(true);
  }
});

test('hostile sources take no more than linear time', () => {
  const start = performance.now();
  parseTemplate(`${'\\'.repeat(99_990)}x`, slots);
  printTemplate(parseTemplate('{{count}}'.repeat(11_000), slots));
  printTemplate(parseTemplate('\\{{\n'.repeat(24_000), slots));
  expect(() => parseTemplate('\\{{'.repeat(33_000) + '{{x', slots)).toThrow(/not closed/);
  expect(() => parseTemplate(`{{${'x|'.repeat(40_000)}}}`, slots)).toThrow(/no slot "x"/);
  expect(performance.now() - start).toBeLessThan(1_000);
});

test('a prompt is filled message by message, and says in which one it fails', () => {
  const source = [{ role: 'system', template: 'Use {{labels}}.' }, { role: 'user', template: '{{ticket|line}}' }, { role: 'assistant', template: 'Label:' }] as const;
  const prompt = parsePrompt(source, slots);
  expect(printPrompt(prompt)).toEqual(source);
  expect(fillPrompt(prompt, values)).toEqual([
    { role: 'system', content: 'Use Billing, Returns & more.' },
    { role: 'user', content: 'Where is "my" <order> & co?' },
    { role: 'assistant', content: 'Label:' },
  ]);
  expect(() => parsePrompt([source[0], { role: 'user', template: '\n{{tickets}}' }], slots)).toThrow(/^Message 2 \(user\): Line 2, column 1: there is no slot "tickets"/);
  expect(() => fillPrompt(prompt, { ...values, ticket: 7 as unknown as string })).toThrow(/^Message 2 \(user\): Line 1, column 1: the slot "ticket" holds a text/);
  expect(() => parsePrompt([{ role: 'tool' as 'user', template: '' }], slots)).toThrow(/no role "tool"/);
  expect(() => parsePrompt([], slots)).toThrow(/1 to 64 messages/);
});
