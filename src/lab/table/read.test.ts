import { dsvFormat } from 'd3-dsv';
import { expect, test, vi } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { DELIMITERS } from './delimiter.ts';
import { readTable, readTableInSteps, type TableOptions } from './read.ts';
import { TableError, type Table } from './table.ts';

const name = 'tickets.csv';
const cells = ({ columns, rows }: Table) => [[...columns], ...rows.map((row) => columns.map((column) => row.cells.get(column)))];
const read = (content: string | Uint8Array, options: Partial<TableOptions> = {}) => cells(readTable(content, { name, ...options }));
const utf16 = (text: string, bigEndian: boolean) => {
  const bytes = new Uint8Array(2 * text.length);
  for (let at = 0; at < text.length; at++) new DataView(bytes.buffer).setUint16(2 * at, text.charCodeAt(at), !bigEndian);
  return bytes;
};
const failure = (content: string | Uint8Array, options: Partial<TableOptions> = {}): TableError => {
  try {
    readTable(content, { name, ...options });
  } catch (error) {
    expect(error).toBeInstanceOf(TableError);
    return error as TableError;
  }
  throw new Error('The table was read.');
};

test.each<[string, string, (string | undefined)[][]]>([
  ['quotes, doubled quotes and line breaks in cells', 'a,b\r\n"x, ""y""","1\n2"\r\n', [['a', 'b'], ['x, "y"', '1\n2']]],
  ['line feeds and no last line end', 'a,b\nx,y', [['a', 'b'], ['x', 'y']]],
  ['carriage returns alone', 'a,b\rx,y\r', [['a', 'b'], ['x', 'y']]],
  ['empty cells, quoted or not', 'a,b\n,""\n', [['a', 'b'], ['', '']]],
  ['blank lines', '\na,b\n\n\nx,y\n\n', [['a', 'b'], ['x', 'y']]],
  ['white space, which is kept in cells only', ' a ,b\n x , y\n', [['a', 'b'], [' x ', ' y']]],
  ['semicolons', 'a;b\n1,5;2,5\n', [['a', 'b'], ['1,5', '2,5']]],
  ['tabs', 'a\tb\nx, y; z\tw\n', [['a', 'b'], ['x, y; z', 'w']]],
  ['one column', 'a\nx\ny z\n', [['a'], ['x'], ['y z']]],
  ['a delimiter that only quotes hold', '"a;b",c\n"d;e",f\n', [['a;b', 'c'], ['d;e', 'f']]],
  ['names that objects already have', '__proto__,constructor\n1,2\n', [['__proto__', 'constructor'], ['1', '2']]],
  ['a header alone', 'a,b\n', [['a', 'b']]],
])('CSV with %s is read', (_what, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('a byte order mark tells the encoding and is left out', () => {
  const text = '\uFEFFfrage,antwort\nWo ist „es“? 📦,ja\n';
  const expected = [['frage', 'antwort'], ['Wo ist „es“? 📦', 'ja']];
  expect(read(text)).toEqual(expected);
  expect(read(new TextEncoder().encode(text))).toEqual(expected);
  expect(read(new TextEncoder().encode(text.slice(1)))).toEqual(expected);
  expect(read(utf16(text, false))).toEqual(expected);
  expect(read(utf16(text, true))).toEqual(expected);
});

test('a character that two pieces of a file share is read whole', () => {
  const text = `a,b\n${Array.from({ length: 40 }, (_, n) => `"${'x'.repeat(n % 4)}${'📦'.repeat(20_000)}",y`).join('\n')}`;
  expect(new TextEncoder().encode(text).length).toBeGreaterThan(3_000_000);
  expect(read(new TextEncoder().encode(text))).toEqual(read(text));
});

test('a delimiter that was said is believed', () => {
  expect(read('a,b;c\n1,2;3\n', { delimiter: ';' })).toEqual([['a,b', 'c'], ['1,2', '3']]);
  expect(read('a,b;c\n1,2;3\n', { delimiter: ',' })).toEqual([['a', 'b;c'], ['1', '2;3']]);
});

test('rows are numbered as a spreadsheet numbers them', () => {
  const { rows } = readTable('a,b\n"x\ny",1\n\nz,2\n', { name });
  expect(rows.map(({ number }) => number)).toEqual([2, 4]);
});

test.each<[string, string, number | undefined, number | undefined, RegExp]>([
  ['a cell too many', 'a,b\n1,2\n1,2,3\n', 3, 3, /^Row 3 of "tickets\.csv" has 3 cells where the header has 2: column 3 \("3"\) is too many/],
  ['a cell too few', 'a,b,c\n1,2,3\n1\n', 3, 2, /has 1 cell where the header has 3: column 2 \("b"\) is missing/],
  ['a repeated name', 'a,b, a\n', 1, 3, /Columns 1 and 3 of "tickets\.csv" are both named "a"/],
  ['an empty name', 'a, ,b\n', 1, 2, /Column 2 of "tickets\.csv" has no name in row 1/],
  ['a quote inside a bare cell', 'a,b\nx,5" pipe\ny,6" pipe\n', 2, 2, /^Row 2, column 2 of "tickets\.csv" has a quote and does not begin with one/],
  ['text after a closing quote', 'a,b\n"x"y,z\n', 2, 1, /goes on after its closing quote/],
  ['a quote never closed', 'a,b\nx,"y\nz,w\n', 2, 2, /begins with a quote that is not closed/],
  ['nothing', '', undefined, undefined, /is empty\. Its first row has to name the columns/],
  ['NUL characters', 'a\0,b\n', undefined, undefined, /holds NUL characters/],
])('CSV with %s is refused with its row and column', (_what, text, row, column, reason) => {
  const error = failure(text);
  expect(error.message).toMatch(reason);
  expect([error.row, error.column]).toEqual([row, column]);
});

test('what is too large is refused with its size', () => {
  expect(failure('x'.repeat(10_000_001)).message).toMatch(/10\.0 MB, and at most 10 are read/);
  expect(failure(`a\n${'x\n'.repeat(10_001)}`).message).toMatch(/more than 10000 rows/);
  expect(failure(`a\n${'x\n'.repeat(10_001)}`).row).toBe(10_002);
  expect(read(`a\n${'x\n'.repeat(10_000)}\n\n\n`)).toHaveLength(10_001);
  expect(failure(`a\n${'\n'.repeat(50_000)}`).message).toMatch(/more than 50000 lines/);
  expect(failure(`{"a":1}\n${'\n'.repeat(50_000)}`, { name: 'x' }).message).toMatch(/more than 50000 lines/);
  expect(failure(Array.from({ length: 201 }, (_, n) => `c${n}`).join(',')).message).toMatch(/201 columns/);
  expect(failure(`a,b\nx,"${'y\n'.repeat(100_000)}`).message).toMatch(/^Row 2 .* more than 100000 characters.*close the quote that column 2 begins with/);
  expect(failure(`a\n${'y'.repeat(100_001)}`).message).toMatch(/Shorten its cells/);
  expect(failure(`{"a":"${'y'.repeat(100_001)}"}`, { name: 'x' }).message).toMatch(/Row 1 .* more than 100000 characters/);
});

test('bytes that are no text are refused with what to do', () => {
  expect(failure(Uint8Array.of(0x50, 0x4b, 3, 4, 0)).message).toMatch(/workbook.*Save the sheet as "CSV UTF-8"/);
  expect(failure(Uint8Array.from([...'a,b\nx,y\nGr', '\xfc', ...'n,z\n'].map((c) => c.charCodeAt(0)))).message).toMatch(/^Line 3 of "tickets\.csv" is not UTF-8 after "Gr"/);
  expect(failure(Uint8Array.of(0xff, 0xfe, 0x41)).message).toMatch(/not UTF-16LE/);
});

test('JSON Lines are read by their name or their look', () => {
  const text = '{"a":"x","b":1.5,"c":true}\r\n\n{"c":false,"b":-2,"a":"{\\"\\n"}\n';
  const expected = [['a', 'b', 'c'], ['x', '1.5', 'true'], ['{"\n', '-2', 'false']];
  expect(read(text, { name: 'tickets' })).toEqual(expected);
  expect(read(`\uFEFF${text}`, { name: 'tickets.jsonl' })).toEqual(expected);
  expect(read('{a},b\n1,2\n', { name: 'x.csv' })).toEqual([['{a}', 'b'], ['1', '2']]);
  expect(read('{"__proto__":"1","constructor":"2"}', { format: 'jsonl' })).toEqual([['__proto__', 'constructor'], ['1', '2']]);
  expect(({} as Record<string, unknown>)['1']).toBeUndefined();
});

test.each<[string, number | undefined, number | undefined, RegExp]>([
  ['{"a":1}\n{"a":1', 2, undefined, /Row 2 .* is not JSON/],
  ['[1]', 1, undefined, /not a JSON object/],
  ['null', 1, undefined, /not a JSON object/],
  ['{}', 1, undefined, /empty object/],
  ['{"a":"x"}\n\n{"a":"x","b":"y"}', 3, 2, /member "b" that the first row has not/],
  ['{"a":"x","b":"y"}\n{"a":"x"}', 2, 2, /no member "b"/],
  ['{"a":null}', 1, 1, /column 1 \("a"\).*no text, boolean or number/],
  ['{"b":"","a":[1]}', 1, 2, /column 2 \("a"\)/],
  ['{"a":12345678901234567890}', 1, 1, /Write it as a text/],
  ['{"a":1e999}', 1, 1, /Write it as a text/],
  ['{"":"x"}', 1, 1, /has no name/],
  ['{"a":"x","a ":"y"}', 1, 2, /both named "a"/],
  ['', undefined, undefined, /is empty/],
])('JSON Lines %j are refused with row and column', (text, row, column, reason) => {
  const error = failure(text, { name: 'x.jsonl' });
  expect(error.message).toMatch(reason);
  expect([error.row, error.column]).toEqual([row, column]);
});

test('whatever a table holds, writing and reading it gives it back', () => {
  const random = new Random('table/round-trip');
  const pieces = ['a', 'é', '📦', ' ', ',', ';', '\t', '"', '""', '\n', '\r\n', '\r', '=', "'", '{', '\u2028'];
  const cell = () => Array.from({ length: random.int(0, 5) }, () => random.pick(pieces)).join('');
  for (let n = 0; n < 2_000; n++) {
    const width = random.int(2, 5);
    const rows = [Array.from({ length: width }, (_, at) => `c${at}`), ...Array.from({ length: random.int(1, 5) }, () => Array.from({ length: width }, cell))];
    const delimiter = random.pick(DELIMITERS);
    const text = `${random.pick(['', '\uFEFF'])}${rows.map((row) => dsvFormat(delimiter).formatRow(row)).join(random.pick(['\n', '\r\n', '\r']))}`;
    expect(read(text, { delimiter })).toEqual(rows);
    expect(read(new TextEncoder().encode(text), { delimiter })).toEqual(rows);
  }
});

test('damaged text gives a table or a TableError, and nothing else', () => {
  const random = new Random('table/damage');
  const whole = 'a,b\r\n"x, ""y""","1\n2"\r\nz,w\r\n';
  for (let n = 0; n < 5_000; n++) {
    const bytes = new TextEncoder().encode(whole);
    for (let k = 0; k < random.int(1, 4); k++) bytes[random.int(0, bytes.length - 1)] = random.pick([34, 44, 59, 9, 10, 13, 0, 65, 123, 255, random.int(0, 255)]);
    try {
      const { columns, rows } = readTable(bytes, { name });
      for (const row of rows) expect([...row.cells.keys()]).toEqual(columns);
    } catch (error) {
      expect(error).toBeInstanceOf(TableError);
    }
  }
});

test('reading in pieces gives the same table and lets the thread breathe', async () => {
  const text = `a,b\n${'"some text, ""quoted""",label\n'.repeat(10_000)}`;
  const breathe = vi.fn(() => new Promise<void>((resolve) => setImmediate(resolve)));
  expect(cells(await readTableInSteps(text, { name }, breathe))).toEqual(read(text));
  expect(breathe).toHaveBeenCalled();
  await expect(readTableInSteps(`a\n${'x\n'.repeat(10_001)}`, { name })).rejects.toThrow(TableError);
  const stop = () => Promise.reject(new Error('stopped'));
  await expect(readTableInSteps(text, { name }, stop)).rejects.toThrow('stopped');
});

test.each<[string, () => string]>([
  ['a quote never closed', () => `a,b\n"${'x\n'.repeat(4_900_000)}`],
  ['quotes alone', () => '"'.repeat(9_999_999)],
  ['stray quotes', () => `a,b\n"a"${'b"'.repeat(4_900_000)}`],
  ['blank lines', () => '\n'.repeat(9_999_999)],
  ['delimiters alone', () => ','.repeat(9_999_999)],
  ['short quoted rows', () => 'a\n' + '""\n'.repeat(3_300_000)],
  ['brackets', () => '{'.repeat(9_999_999)],
])('10 MB of %s are read or refused in linear time', (_what, text) => {
  const hostile = text();
  const start = performance.now();
  try {
    readTable(hostile, { name: 'x' });
  } catch (error) {
    expect(error).toBeInstanceOf(TableError);
  }
  expect(performance.now() - start).toBeLessThan(2_000);
});
