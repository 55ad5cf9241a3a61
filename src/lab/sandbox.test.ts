import variant from '@jitl/quickjs-wasmfile-release-sync';
import { beforeAll, expect, test, vi } from 'vitest';
import type { SandboxedGrader } from './grader.ts';
import { openSandbox, type Sandbox } from './sandbox.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox(variant);
});

const expression = (source: string): SandboxedGrader => ({ kind: 'expression', source });
const judge = (grader: SandboxedGrader, ...answers: string[]) => sandbox.judge(grader, answers.map((answer) => ({ answer, reference: 'billing' })));

test('an expression judges each answer beside its reference', async () => {
  expect(await judge(expression('answer.trim() === reference'), 'billing\n', 'returns')).toEqual(['1', '0']);
  expect(await judge(expression('/^\\d+$/.test(answer) ? Number(answer) > 3 : null'), '7', '2', 'x')).toEqual(['1', '0', '-']);
});

test('a regular expression judges whole answers, and keeps no place between them', async () => {
  const words: SandboxedGrader = { kind: 'pattern', pattern: '^bill(ing)?$', flags: 'gi' };
  expect(await judge(words, 'billing', 'BILL', 'no bill', 'billing')).toEqual(['1', '1', '0', '1']);
});

test('what runs in it reaches nothing, and has neither clock nor chance', async () => {
  const names = ['window', 'self', 'document', 'fetch', 'XMLHttpRequest', 'WebSocket', 'importScripts', 'localStorage', 'indexedDB', 'process', 'require', 'navigator', 'postMessage', 'setTimeout', 'console', 'Date'];
  expect(await judge(expression(`[${names.map((name) => `typeof ${name}`).join(', ')}].every((type) => type === 'undefined')`), '')).toEqual(['1']);
  expect(await judge(expression('Math.random === undefined'), '')).toEqual(['1']);
  expect(await judge(expression('Object.getOwnPropertyNames(Function("return this")()).includes("fetch")'), '')).toEqual(['0']);
  await expect(judge(expression('import("node:fs") === 1'), '')).resolves.toEqual(['0']);
});

test('one grader leaves nothing behind for the next', async () => {
  expect(await judge(expression('(globalThis.kept = true, String.prototype.trim = () => "billing", true)'), '')).toEqual(['1']);
  expect(await judge(expression('globalThis.kept === undefined && " a ".trim() === "a"'), '')).toEqual(['1']);
});

test.each([
  ['(() => { for (;;); })()', /took longer than 100 ms for the answer "aaa"/],
  ['/^(a+)+$/.test("a".repeat(40) + "b")', /took longer/],
  ['"x".repeat(1e9).length > 0', /ran out of memory|failed for the answer/],
  ['(function deep() { return deep(); })()', /ran out of memory|stack/],
  ['JSON.parse("[".repeat(100000)) === 1', /ran out of memory|failed for the answer/],
  ['import("x")', /gave an object.*where true, false or null belongs/],
  ['Promise.resolve(true)', /gave an object/],
  ['answer.length', /gave a number.*where true, false or null belongs/],
  ['answer ===', /The expression failed: /],
  ['', /is empty/],
  ['no.such.thing', /failed for the answer "aaa": .*not defined/],
  ['a'.repeat(5000), /5000 characters/],
])('%s is refused with a sentence', async (source, reason) => {
  await expect(judge(expression(source), 'aaa')).rejects.toThrow(reason);
});

test('time that passes while it does not run is not held against it', async () => {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
  try {
    expect(await judge(expression('answer.trim() === reference'), 'billing', 'returns')).toEqual(['1', '0']);
    expect(await judge({ kind: 'pattern', pattern: '^b', flags: '' }, 'billing', 'returns')).toEqual(['1', '0']);
    expect(await judge(expression('Array.from({ length: 10000 }, (_, n) => n).includes(9999)'), 'a', 'b', 'c')).toEqual(['1', '1', '1']);
    await expect(judge(expression('(() => { for (;;); })()'), 'aaa')).rejects.toThrow(/took longer than 100 ms/);
    await expect(judge(expression('/^(a+)+$/.test("a".repeat(40) + "b")'), 'aaa')).rejects.toThrow(/took longer than 100 ms/);
  } finally {
    clock.mockRestore();
  }
});

test('a broken regular expression is refused with a sentence', async () => {
  await expect(judge({ kind: 'pattern', pattern: '(', flags: '' }, 'a')).rejects.toThrow(/The regular expression failed: /);
  await expect(judge({ kind: 'pattern', pattern: 'a', flags: 'q' }, 'a')).rejects.toThrow(/The regular expression failed: /);
});
