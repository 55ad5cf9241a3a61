import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import type { Experiment } from '../experiment.ts';
import { armRecord, FORMAT, type RunRecord } from '../record.ts';
import { guard, unguard } from '../table/guard.ts';
import { readTable } from '../table/read.ts';
import { recordToCsv } from './csv.ts';
import { recordToJsonl } from './jsonl.ts';
import { recordToMarkdown } from './markdown.ts';
import { ExportError } from './outcomes.ts';

const experiment: Experiment = {
  id: 'routing',
  title: 'Routing | *tickets*\n# not a heading',
  items: { split: 'dev', count: 2, seeds: ['a', 'b`|'] },
  samples: 2,
  request: { temperature: 1, max_tokens: 8 },
  graders: ['exact', 'label'],
  arms: [
    { id: 'zero', label: 'zero-shot | none', lever: 'base', task: { name: 'explicit' } },
    { id: '=both', label: '<b>both</b> `x`', lever: 'both', task: { name: 'explicit' } },
  ],
};

const ANSWERS = ['billing', '=1+2', '-', '@SUM(A1)', '+1', '\tx', "'quoted", "'=x", ' =x', 'a,"b"\r\nc', '', '|', '\u202E=x', '＝x', '\r', 'plain; =x'];

function recordOf(answers: readonly string[] = ANSWERS): RunRecord {
  return {
    format: FORMAT,
    experiment,
    engine: { engine: 'tinydesk', model: 'TinyDesk', modelHash: '00ff', versions: { kernels: '1' } },
    arms: experiment.arms.map((arm, at) => armRecord(experiment, arm, Array.from({ length: 4 }, (_, item) => ({
      outcomes: [0, 1].map((sample) => ({ answer: answers[(8 * at + 2 * item + sample) % answers.length]!, cut: sample === 1 && item === 2 })),
      verdicts: { exact: '1-', label: '00' },
      promptTokens: 10 + item,
      answerTokens: 4,
    })))),
  };
}

test('the CSV holds one row an outcome, and reading it gives the same cells', () => {
  const { columns, rows } = readTable(recordToCsv(recordOf()), { name: 'run.csv', guarded: true });
  expect(columns).toEqual(['arm', 'item', 'sample', 'answer', 'cut', 'verdict_exact', 'verdict_label', 'prompt_tokens', 'item_answer_tokens']);
  expect(rows.map(({ cells }) => [...cells.values()])).toEqual(ANSWERS.map((answer, n) => [
    n < 8 ? 'zero' : '=both', String(Math.floor((n % 8) / 2)), String(n % 2), answer, String(n % 8 === 5), n % 2 ? 'unreadable' : 'right', 'wrong', String(10 + Math.floor((n % 8) / 2)), '4',
  ]));
});

test('no cell of the CSV begins like a formula', () => {
  for (const { cells } of readTable(recordToCsv(recordOf()), { name: 'run.csv' }).rows) {
    for (const cell of cells.values()) expect(cell).not.toMatch(/^[\s\u202E]*[=+\-@＝]|^[\t\r\n]/);
  }
});

test('a guard is always undone, and a harmless cell has none', () => {
  const random = new Random('export/guard');
  for (let n = 0; n < 5_000; n++) {
    const cell = Array.from({ length: random.int(0, 4) }, () => random.pick(["'", '=', '-', '+', '@', '\t', '\r', '\n', ' ', 'a', '1', '\u200B'])).join('');
    expect(unguard(guard(cell))).toBe(cell);
    expect(guard(cell)).not.toMatch(/^\s*[=+\-@]/);
  }
  for (const cell of ['', 'billing', 'a=b', '12', '"x"']) expect(guard(cell)).toBe(cell);
});

test('any answers come back from the CSV', () => {
  const random = new Random('export/answers');
  for (let n = 0; n < 300; n++) {
    const answers = Array.from({ length: 16 }, () => Array.from({ length: random.int(0, 5) }, () => random.pick([',', ';', '\t', '"', '\n', '\r', "'", '=', 'a', ' ', '\uFEFF', '📦'])).join(''));
    const { rows } = readTable(recordToCsv(recordOf(answers)), { name: 'run.csv', guarded: true });
    expect(rows.map(({ cells }) => cells.get('answer'))).toEqual(answers);
  }
});

test('the JSON Lines hold the same outcomes with their types', () => {
  const text = recordToJsonl(recordOf());
  const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toHaveLength(16);
  expect(lines[5]).toEqual({ arm: 'zero', item: 2, sample: 1, answer: '\tx', cut: true, verdict_exact: 'unreadable', verdict_label: 'wrong', prompt_tokens: 12, item_answer_tokens: 4 });
  const cells = (table: ReturnType<typeof readTable>) => table.rows.map((row) => [...row.cells]);
  expect(cells(readTable(text, { name: 'run.jsonl' }))).toEqual(cells(readTable(recordToCsv(recordOf()), { name: 'run.csv', guarded: true })));
});

test('the Markdown shows every arm with its interval, and what it takes to run it again', () => {
  const markdown = recordToMarkdown({ ...recordOf(), planned: 9 });
  expect(markdown.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| arm'))).toEqual([
    expect.stringMatching(/^\| zero-shot \\\| none \| base \| 4 \| 50% \| \d+ to \d+ \| 12 \| 2 \|$/),
    expect.stringMatching(/^\| \\<b\\>both\\<\/b\\> \\`x\\` \| both \| 4 \| 50% \|/),
    expect.stringMatching(/^\| zero-shot \\\| none \| base \| 4 \| 0% \|/),
    expect.stringMatching(/\| 0% \|/),
  ]);
  expect(markdown).toContain('**Routing \\| \\*tickets\\* # not a heading**');
  expect(markdown).toContain('- Seeds: `a`, ``b`|``');
  expect(markdown).toContain('- Experiment: `routing`, 4 items of the split dev, 2 answers each');
  expect(markdown).toContain('- Ended early: 4 of 9 items');
  expect(markdown).toContain('- Request: `{"max_tokens":8,"temperature":1}`');
  expect(markdown).toContain('- Engine: tinydesk, kernels 1\n- Model: TinyDesk\n- Model hash: `00ff`\n');
});

test('a small record that would write out far too much is refused', () => {
  const arms = recordOf().arms.map((arm) => ({ ...arm, answers: ['x'.repeat(20_000_000)], outcomes: arm.outcomes.map(() => 0) }));
  expect(() => recordToCsv({ ...recordOf(), arms })).toThrow(ExportError);
  expect(() => recordToJsonl({ ...recordOf(), arms })).toThrow(/320 million characters together, and at most 100 million/);
});
