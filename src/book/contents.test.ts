import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inReadingOrder, parseContents } from './contents.ts';

const yaml = `
parts:
  - { id: prompt, title: The prompt lever, lever: prompt, blurb: Input., chapters: [role, few-shot] }
  - { id: tune, title: The tune lever, lever: tune, blurb: Weights., chapters: [lora] }
`;
const parts = parseContents(yaml);
const chapter = (file: string, part: string) => ({ id: file.replace(/^\d+-|\.mdx$/g, ''), file, part });

test('the plan of the book is valid', () => {
  const plan = parseContents(readFileSync('content/data/contents.yaml', 'utf8'));
  expect(plan.map(({ id }) => id)).toEqual(['start', 'answers', 'prompt', 'tune', 'choosing', 'heading', 'workshop']);
});

test('chapters come in the order of the plan, whatever exists of it', () => {
  const ordered = inReadingOrder([chapter('20-lora.mdx', 'tune'), chapter('11-few-shot.mdx', 'prompt')], parts);
  expect(ordered.map(({ id }) => id)).toEqual(['few-shot', 'lora']);
});

test('a slug listed twice is refused', () => {
  expect(() => parseContents(yaml.replace('[lora]', '[lora, role]'))).toThrow('"role" twice');
});

test('a chapter outside the plan is refused with the remedy', () => {
  expect(() => inReadingOrder([chapter('30-magic.mdx', 'tune')], parts)).toThrow('Add "magic"');
});

test('a chapter in the wrong part is refused', () => {
  expect(() => inReadingOrder([chapter('20-lora.mdx', 'prompt')], parts)).toThrow('puts it in "tune"');
});

test('file numbers that contradict the plan are refused', () => {
  expect(() => inReadingOrder([chapter('12-role.mdx', 'prompt'), chapter('11-few-shot.mdx', 'prompt')], parts)).toThrow('Renumber');
});
