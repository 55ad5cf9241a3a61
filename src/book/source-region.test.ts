import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceRegion } from './source-region.ts';

const source = `import x from 'y';

/** One line. */
export const small = 3;

/**
 * Adds.
 */
export function add(
  a: number,
  b: number,
): number {
  const sum = a + b;

  return sum;
}

type Kind =
  | 'a'
  | 'b';

export const table = {
  rows: [1],
} as const;
const last = () => { go(); }
`;

test('a function comes with its doc comment and its whole body', () => {
  expect(sourceRegion(source, 'add').split('\n')).toEqual([
    '/**', ' * Adds.', ' */', 'export function add(', '  a: number,', '  b: number,', '): number {', '  const sum = a + b;', '', '  return sum;', '}',
  ]);
});

test('one-line, multi-line and literal declarations end where they end', () => {
  expect(sourceRegion(source, 'small')).toBe('/** One line. */\nexport const small = 3;');
  expect(sourceRegion(source, 'Kind')).toBe("type Kind =\n  | 'a'\n  | 'b';");
  expect(sourceRegion(source, 'table')).toBe('export const table = {\n  rows: [1],\n} as const;');
  expect(sourceRegion(source, 'last')).toBe('const last = () => { go(); }');
});

test('this very function can be shown', () => {
  const shown = sourceRegion(readFileSync('src/book/source-region.ts', 'utf8'), 'sourceRegion');
  expect(shown.startsWith('/**')).toBe(true);
  expect(shown.endsWith('\n}')).toBe(true);
});

test('an unknown name is refused with the names there are', () => {
  expect(() => sourceRegion(source, 'sub')).toThrow('small, add, Kind, table, last');
});
