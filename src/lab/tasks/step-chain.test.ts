import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { stepChain } from './step-chain.ts';

const place = { split: 'dev', index: 0 } as const;
const item = (seed: number, checked: boolean) => stepChain(new Random(seed), place, { steps: 4, checked });

/** Asks on until the chain ends; `answer` gives the answer to each call. */
function follow(chain: ReturnType<typeof item>, answer: (step: string, call: number) => string) {
  const answers: string[] = [];
  let messages: ReturnType<NonNullable<typeof chain.next>> = chain.messages;
  while (messages) {
    const steps = [...messages.map(({ content }) => content).join('\n').matchAll(/^(\d)\. (.+)$/gm)];
    expect(steps).toHaveLength(1);
    expect(steps[0]![1]).toBe('1');
    answers.push(answer(steps[0]![2]!, answers.length));
    messages = chain.next!(answers);
  }
  return { answers, joined: chain.join!(answers) };
}

test('a chain asks each step alone, and its answers make the list', () => {
  for (let seed = 0; seed < 30; seed++) {
    const chain = item(seed, false);
    const right = chain.reference.split('\n').map((line) => line.replace(/^\d\. /, ''));
    const { answers, joined } = follow(chain, (_, call) => `1. ${right[call]!}`);
    expect(answers).toHaveLength(4);
    expect(joined).toBe(chain.reference);
  }
});

test('checked, an answer that cannot be is sent back twice and no more; a possible one never', () => {
  for (let seed = 0; seed < 30; seed++) {
    const chain = item(seed, true);
    const right = chain.reference.split('\n').map((line) => line.replace(/^\d\. /, ''));
    expect(follow(chain, (_, call) => `1. ${right[call]!}`).joined).toBe(chain.reference);
    expect(follow(chain, () => '').answers).toHaveLength(4 * 3);
  }
});

test('another try is announced in other words', () => {
  const chain = item(1, true);
  const [first, second] = [chain.messages, chain.next!([''])!].map((messages) => messages.map(({ content }) => content).join('\n'));
  expect(second).not.toBe(first);
  expect(second).toContain('1. ');
});
