import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MODEL_FOLDER, readCard } from './card.ts';
import { cardMarkdown } from './card-markdown.ts';
import { betweenWords, sizeWords, targetWords } from './card-words.ts';
import { RAW_FOLDER, rawCardMarkdown } from './raw-card.ts';

test('the README beside the model is what the facts give. If not: npm run model-card', () => {
  expect(readFileSync(`${MODEL_FOLDER}/README.md`, 'utf8')).toBe(cardMarkdown(readCard()));
  expect(readFileSync(`${RAW_FOLDER}/README.md`, 'utf8')).toBe(rawCardMarkdown());
});

test('every figure that misses its target is printed as a shortfall, with its interval', () => {
  const card = readCard();
  const readme = cardMarkdown(card);
  const missed = card.abilities.flatMap(({ figures }) => figures).filter(({ reached }) => reached === false);
  expect(readme.match(/, and the target was /g) ?? []).toHaveLength(missed.length);
});

test('every row was measured with the model whose card it is', () => {
  const weights = readCard().files.find(({ name }) => name === 'model.safetensors');
  for (const { id } of readCard().abilities) {
    const { engine } = JSON.parse(readFileSync(`content/runs/${id}.json`, 'utf8')) as { engine: { modelHash: string } };
    expect(engine.modelHash).toBe(weights?.sha256);
  }
});

test('where the weights lie is told from the earlier moment on', () => {
  const { training } = readCard();
  expect(betweenWords({ ...training, tokens: 40e6, towards: { tokens: 30e6, share: 0.8 } })).toBe('Its weights lie 20% of the way from those after 30.0 million tokens to those after 40.0 million.');
  expect(betweenWords({ ...training, towards: undefined })).toBe('');
});

test('targets and sizes are words', () => {
  expect(targetWords({ least: 0.97 })).toBe('at least 97%');
  expect(targetWords({ most: 0.45 })).toBe('at most 45%');
  expect(targetWords({ least: 0.4, most: 0.85 })).toBe('40% to 85%');
  expect(targetWords(undefined)).toBe('');
  expect([86, 49_360, 2_436_728].map(sizeWords)).toEqual(['86 bytes', '49 kB', '2.44 MB']);
});
