import variant from '@jitl/quickjs-wasmfile-release-sync';
import { expect, test, vi } from 'vitest';
import { memoryLink, type MemoryLink } from '../../engines/testing/memory-link.ts';
import type { SandboxedGrader } from '../grader.ts';
import { openSandbox, SandboxError, type Sandbox } from '../sandbox.ts';
import { sandboxApart } from './apart.ts';
import { serveSandbox } from './serve.ts';

const expression = (source: string): SandboxedGrader => ({ kind: 'expression', source });
const pairs = (...answers: string[]) => answers.map((answer) => ({ answer, reference: 'billing' }));

/** A sandbox behind a link of this thread, and every link that was opened. */
function apart(open: () => Promise<Sandbox> = () => openSandbox(variant), options: { signal?: AbortSignal; patience?: number } = {}) {
  const links: MemoryLink[] = [];
  const start = () => {
    const link = memoryLink();
    links.push(link);
    serveSandbox(link.worker, open);
    return link.page;
  };
  return { links, sandbox: sandboxApart({ ...options, start }) };
}
const never = (): Promise<Sandbox> => Promise.resolve({ judge: () => new Promise(() => undefined) });

test('verdicts come in order, however many answers there are, and two who ask at once get their own', async () => {
  const { sandbox, links } = apart();
  expect(links).toHaveLength(0);
  const many = Array.from({ length: 150 }, (_, n) => (n % 3 ? 'billing' : 'returns'));
  const [equal, digits] = await Promise.all([sandbox.judge(expression('answer === reference'), pairs(...many)), sandbox.judge({ kind: 'pattern', pattern: '^\\d+$', flags: '' }, pairs('7', 'x'))]);
  expect(equal).toEqual(many.map((answer) => (answer === 'billing' ? '1' : '0')));
  expect(digits).toEqual(['1', '0']);
  expect(links).toHaveLength(1);
});

test('what fails there fails here with its sentence, and the next is judged', async () => {
  const { sandbox } = apart();
  await expect(sandbox.judge(expression('(() => { for (;;); })()'), pairs('aaa'))).rejects.toThrow(/took longer than 100 ms for the answer "aaa"/);
  await expect(sandbox.judge(expression('answer ==='), pairs('aaa'))).rejects.toThrow(SandboxError);
  expect(await sandbox.judge(expression('answer !== reference'), pairs('aaa'))).toEqual(['1']);
});

test('a worker that does not answer is ended, and the next question starts another', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    let opening = 0;
    const { sandbox, links } = apart(() => (opening++ ? openSandbox(variant) : never()), { patience: 20 });
    const judging = sandbox.judge(expression('true'), pairs('a'));
    const failing = expect(judging).rejects.toThrow(/gave no verdict within/);
    while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(20);
    await failing;
    links[0]!.worker.post({ type: 'judged', verdicts: ['0'] });
    expect(await sandbox.judge(expression('true'), pairs('a'))).toEqual(['1']);
    expect(links).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

test('one that cannot be opened, or dies, says so', async () => {
  await expect(apart(() => Promise.reject(new Error('no wasm.'))).sandbox.judge(expression('true'), pairs('a'))).rejects.toThrow(/could not be opened \(no wasm\)/);
  const { sandbox, links } = apart(never);
  const judging = sandbox.judge(expression('true'), pairs('a'));
  setImmediate(() => links[0]!.die('crash'));
  await expect(judging).rejects.toThrow(/\(crash\)/);
});

test('an abort ends it at once, with the reason of the abort', async () => {
  const controller = new AbortController();
  const { sandbox } = apart(never, { signal: controller.signal });
  const judging = sandbox.judge(expression('true'), pairs('a'));
  setImmediate(() => controller.abort(new Error('enough')));
  await expect(judging).rejects.toThrow('enough');
  await expect(sandbox.judge(expression('true'), pairs('a'))).rejects.toThrow('enough');
});
