import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { levers } from '../book/contents.ts';

type Rgb = readonly [number, number, number];

/** Linear-light RGB, 0 to 1, of `--name` in one scheme, read from tokens.css. */
function token(name: string, scheme: 'light' | 'dark'): Rgb {
  const pair = new RegExp(`--${name}: light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)`).exec(css);
  const hex = pair?.[scheme === 'light' ? 1 : 2];
  if (!hex) throw new Error(`tokens.css has no light-dark() pair for --${name}.`);
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
}
const css = readFileSync('src/styles/tokens.css', 'utf8');

/** Contrast ratio of WCAG 2.2. */
function contrast(a: Rgb, b: Rgb): number {
  const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

type Matrix = readonly [Rgb, Rgb, Rgb];
const apply = (rows: Matrix, [x, y, z]: Rgb): Rgb => rows.map((row) => row[0] * x + row[1] * y + row[2] * z) as unknown as Rgb;

/** Full dichromacy in linear RGB (Machado, Oliveira and Fernandes 2009, severity 1). */
const sight: Record<string, Matrix> = {
  'full colour vision': [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
};

/** Oklab (Ottosson 2020) of linear RGB. */
function oklab(rgb: Rgb): Rgb {
  const clipped = rgb.map((value) => Math.min(1, Math.max(0, value))) as unknown as Rgb;
  const cones = apply(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]],
    clipped,
  ).map(Math.cbrt) as unknown as Rgb;
  return apply(
    [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]],
    cones,
  );
}
const distance = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

describe.each(['light', 'dark'] as const)('%s theme', (scheme) => {
  test.each(['ink', 'soft', ...levers])('--%s passes AA as text on paper and wash', (name) => {
    for (const ground of ['paper', 'wash']) {
      expect(contrast(token(name, scheme), token(ground, scheme)), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(levers)('--%s and ink pass AA as text on the wash of that lever', (lever) => {
    const ground = token(`${lever}-wash`, scheme);
    for (const name of [lever, 'ink', 'soft']) expect(contrast(token(name, scheme), ground), name).toBeGreaterThanOrEqual(4.5);
  });

  test.each(levers)('paper passes AA as text on --%s, as on a primary button', (lever) => {
    expect(contrast(token('paper', scheme), token(lever, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  test('the edge of a control passes 3:1 on paper and wash', () => {
    for (const ground of ['paper', 'wash']) expect(contrast(token('edge', scheme), token(ground, scheme))).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.entries(sight))('the four hues stay apart with %s', (_name, matrix) => {
    const seen = levers.map((lever) => oklab(apply(matrix, token(lever, scheme))));
    for (const [index, hue] of seen.entries()) {
      for (const other of seen.slice(index + 1)) expect(distance(hue, other)).toBeGreaterThanOrEqual(0.1);
    }
  });
});
