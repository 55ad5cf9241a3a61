import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { expectedTime, rememberPace } from './pace.ts';
import { workOf } from './work.ts';

const stored = new Map<string, string>();
beforeEach(() => {
  stored.clear();
  vi.stubGlobal('localStorage', { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value) });
});
afterEach(() => vi.unstubAllGlobals());

test('before the first run there is a coarse guess, and then what runs here have taken', () => {
  expect(expectedTime(1)).toBe('some seconds');
  expect(expectedTime(1e15)).toBe('some minutes');
  rememberPace(20_000, 2000);
  expect(expectedTime(5000)).toBe('less than a second');
  expect(expectedTime(50_000)).toBe('about 5 s');
  // Too short to tell, or no time at all.
  rememberPace(100, 1000);
  rememberPace(20_000, 0);
  expect(expectedTime(50_000)).toBe('about 5 s');
});

test('without storage every run is a first one', () => {
  vi.stubGlobal('localStorage', undefined);
  rememberPace(20_000, 2000);
  expect(expectedTime(1)).toBe('some seconds');
});

test('what is written takes longer than what is read', () => {
  expect(workOf({ promptTokens: 100, answerTokens: 0 })).toBe(100);
  expect(workOf({ promptTokens: 0, answerTokens: 100 })).toBeGreaterThan(100);
});
