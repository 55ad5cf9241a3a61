import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { encodeChat } from '../../tinydesk/tokenizer/chat.ts';
import { Tokenizer } from '../../tinydesk/tokenizer/tokenizer.ts';
import { completionCount } from '../experiment.ts';
import { isSandboxed } from '../grader.ts';
import { grade } from '../graders.ts';
import { itemsOf } from '../items.ts';
import { HAND_TYPED } from '../tasks/hand-typed.ts';
import { abilities } from './abilities.ts';
import { fewShot, SHOT_COUNTS } from './few-shot.ts';
import { RECORDED } from './index.ts';

const tokenizer = Tokenizer.parse(JSON.parse(readFileSync('public/tinydesk/instructed/tokenizer.json', 'utf8')));
const CONTEXT = 512;
const small = [...RECORDED.filter(({ id }) => !id.startsWith('ability-')), ...abilities({ split: 'dev', count: 60 }).map(({ experiment }) => experiment)];

test('recorded experiments have names of their own', () => {
  expect(new Set(RECORDED.map(({ id }) => id)).size).toBe(RECORDED.length);
});

test('the table of abilities has 400 test items in every arm, and every hand-typed one', () => {
  for (const { id, items } of RECORDED.filter((experiment) => experiment.id.startsWith('ability-'))) {
    expect(items.split).toBe('test');
    expect(items.count).toBe(id === 'ability-hand-typed' ? HAND_TYPED.test : 400);
  }
});

test('as many hand-typed tickets exist as are asked for', () => {
  for (const split of ['dev', 'test'] as const) expect(JSON.parse(readFileSync(`content/data/hand-typed-${split}.json`, 'utf8'))).toHaveLength(HAND_TYPED[split]);
});

test.each(small.map((experiment) => [experiment.id, experiment] as const))('%s: prompts and answers fit, and the reference is right by every grader', async (_id, experiment) => {
  for (const { arms } of await itemsOf(experiment)) {
    arms.forEach(({ messages, reference }, at) => {
      const most = experiment.arms[at]!.request?.max_tokens ?? experiment.request.max_tokens!;
      expect(encodeChat(tokenizer, messages).length + most).toBeLessThanOrEqual(CONTEXT);
      expect(tokenizer.encode(reference).length).toBeLessThan(most);
      if (experiment.id !== 'sampling') for (const grader of experiment.graders) if (!isSandboxed(grader)) expect(grade(grader, reference, reference)).toBe('1');
    });
  }
});

test('every cell of the abilities names an arm and a grader of its experiment', () => {
  for (const { experiment, cells } of abilities({ split: 'dev', count: 5 })) {
    for (const { arm, grader, power, against } of cells) {
      const ids = experiment.arms.map(({ id }) => id);
      expect(ids).toContain(arm);
      expect(experiment.graders).toContain(grader);
      if (power) expect(ids).toContain(power.of);
      if (against) expect(ids).toContain(against);
    }
  }
});

test('the k-shot curve asks 400 completions about the same 50 tickets, and a longer prompt begins with the shorter one', async () => {
  expect(completionCount(fewShot)).toBe(400);
  for (const { arms } of await itemsOf(fewShot)) {
    expect(new Set(arms.map(({ messages }) => messages.at(-1)!.content)).size).toBe(1);
    expect(new Set(arms.map(({ reference }) => reference)).size).toBe(1);
    const shown = arms.at(-1)!.messages.slice(0, -1);
    arms.forEach(({ messages }, at) => expect(messages.slice(0, -1)).toEqual(shown.slice(0, 2 * SHOT_COUNTS[at]!)));
    expect(new Set(shown.slice(0, 10).filter(({ role }) => role === 'assistant').map(({ content }) => content)).size).toBe(5);
  }
});
