import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { sha256 } from './sha256.ts';

afterEach(() => vi.unstubAllGlobals());

const bytes = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, i) => i * 37);
const expected = (length: number): string => createHash('sha256').update(bytes(length)).digest('hex');

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])('%d bytes have the hash of node:crypto, with and without crypto.subtle', async (length) => {
  expect(await sha256(bytes(length))).toBe(expected(length));
  vi.stubGlobal('crypto', undefined);
  expect(await sha256(bytes(length))).toBe(expected(length));
});
