import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import type { Experiment } from '../experiment.ts';
import { itemsOf, type PairedItem } from '../items.ts';
import { armRecord, FORMAT, type RunRecord } from '../record.ts';
import { guard, unguard } from '../table/guard.ts';
import { readTable } from '../table/read.ts';
import { recordToCsv } from './csv.ts';
import { recordToJsonl } from './jsonl.ts';
import { recordToMarkdown } from './markdown.ts';
import { ExportError, promptText } from './outcomes.ts';

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

/** Real items, with texts in which spreadsheets and Markdown could see more than text. */
const items: readonly PairedItem[] = (await itemsOf(experiment)).map(({ seed, arms }, n) => ({
  seed,
  arms: arms.map(({ messages, reference }, arm) => ({ messages: [{ role: 'system' as const, content: '=1+2' }, ...messages], reference: n === arm ? '=ref' : reference })),
}));

/** Of the outcome of that row: two samples an item, four items an arm. */
const itemAt = (row: number) => items[Math.floor((row % 8) / 2)]!.arms[Math.floor(row / 8)]!;

test('the CSV holds one row an outcome, and reading it gives the same cells', async () => {
  const { columns, rows } = readTable(await recordToCsv(recordOf(), items), { name: 'run.csv', guarded: true });
  expect(columns).toEqual(['arm', 'arm_label', 'item', 'sample', 'prompt', 'reference', 'answer', 'cut', 'verdict_exact', 'verdict_label', 'prompt_tokens', 'item_answer_tokens']);
  expect(rows.map(({ cells }) => [...cells.values()])).toEqual(ANSWERS.map((answer, n) => [
    ...(n < 8 ? ['zero', 'zero-shot | none'] : ['=both', '<b>both</b> `x`']), String(1 + Math.floor((n % 8) / 2)), String(1 + (n % 2)),
    promptText(itemAt(n).messages), itemAt(n).reference, answer, String(n % 8 === 5), n % 2 ? 'unreadable' : 'right', 'wrong', String(10 + Math.floor((n % 8) / 2)), '4',
  ]));
});

test('no cell of the CSV begins like a formula', async () => {
  for (const { cells } of readTable(await recordToCsv(recordOf(), items), { name: 'run.csv' }).rows) {
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

test('any answers come back from the CSV', async () => {
  const random = new Random('export/answers');
  for (let n = 0; n < 300; n++) {
    const answers = Array.from({ length: 16 }, () => Array.from({ length: random.int(0, 5) }, () => random.pick([',', ';', '\t', '"', '\n', '\r', "'", '=', 'a', ' ', '\uFEFF', '📦'])).join(''));
    const { rows } = readTable(await recordToCsv(recordOf(answers), items), { name: 'run.csv', guarded: true });
    expect(rows.map(({ cells }) => cells.get('answer'))).toEqual(answers);
  }
});

test('the JSON Lines hold the same outcomes with their types', async () => {
  const text = await recordToJsonl(recordOf(), items);
  const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toHaveLength(16);
  expect(lines[5]).toEqual({ arm: 'zero', arm_label: 'zero-shot | none', item: 3, sample: 2, prompt: promptText(itemAt(5).messages), reference: itemAt(5).reference, answer: '\tx', cut: true, verdict_exact: 'unreadable', verdict_label: 'wrong', prompt_tokens: 12, item_answer_tokens: 4 });
  const cells = (table: ReturnType<typeof readTable>) => table.rows.map((row) => [...row.cells]);
  expect(cells(readTable(text, { name: 'run.jsonl' }))).toEqual(cells(readTable(await recordToCsv(recordOf(), items), { name: 'run.csv', guarded: true })));
  expect(lines[5]!['prompt']).toMatch(/^system: =1\+2\n/);
});

test('the Markdown shows every arm with its interval, and what it takes to run it again', () => {
  const markdown = recordToMarkdown({ ...recordOf(), planned: 9 }, items);
  expect(markdown.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| arm') && !/^\| against|to −?\d+ \| – \| – \|$/.test(line))).toEqual([
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

test('the Markdown compares every arm with the first one, by its own p-value and by that of all together', () => {
  const right = [['1111', '0000'], ['0000', '0001'], ['1111', '1110']];
  const many = { ...experiment, samples: 1, items: { ...experiment.items, count: 2 }, arms: ['one', 'two', 'three'].map((id) => ({ ...experiment.arms[0]!, id, label: id })) };
  const record: RunRecord = {
    ...recordOf(), experiment: many,
    arms: many.arms.map((arm, at) => armRecord(many, arm, Array.from({ length: 4 }, (_, item) => ({ outcomes: [{ answer: 'x', cut: false }], verdicts: { exact: right[at]![0]![item]!, label: right[at]![1]![item]! }, promptTokens: 1, answerTokens: 1 })))),
  };
  const three = items.map(({ seed, arms: [first] }) => ({ seed, arms: [first!, first!, first!] }));
  const markdown = recordToMarkdown(record, three, 'One against two');
  expect(markdown).toMatch(/^\*\*One against two\*\*\n/);
  const rows = markdown.split('\n').filter((row) => /^\| (?:two|three) \| −?\d+ \| −?\d+ to −?\d+ \|/.test(row));
  // McNemar on 4 items that all differ: 2 / 2^4; Holm doubles the smallest of two.
  expect(rows).toEqual([
    expect.stringMatching(/^\| two \| −100 \| .* \| 0\.125 \| 0\.250 \|$/), expect.stringMatching(/^\| three \| 0 \| .* \| 1\.000 \| 1\.000 \|$/),
    expect.stringMatching(/^\| two \| 25 \| .* \| 1\.000 \| 1\.000 \|$/), expect.stringMatching(/^\| three \| 75 \| .* \| 0\.250 \| 0\.500 \|$/),
  ]);
  expect(markdown.match(/^\| against one \|/gm)).toHaveLength(2);
  expect(markdown).toContain('The interval is for one comparison alone; Holm’s p holds for all 2 comparisons');
});

test('the Markdown holds the prompts, and no backtick in them ends the block', () => {
  const template = 'Which?\n```\n{{ticket}}\n````\n# no heading \u202E';
  const arms = [experiment.arms[0]!, { ...experiment.arms[1]!, task: { name: 'prompted' as const, options: { prompt: [{ role: 'system' as const, template: 'Be brief.' }, { role: 'user' as const, template }], ticket: 'full' as const, answer: 'word' as const, examples: [0, 1] } } }];
  const markdown = recordToMarkdown({ ...recordOf(), experiment: { ...experiment, arms } }, items);
  expect(markdown).toContain('Prompt of \\<b\\>both\\</b\\> \\`x\\`, with 2 worked examples:\n\n`````text\nsystem: Be brief.\nuser: Which?\n```\n{{ticket}}\n````\n# no heading \n`````\n');
  expect(markdown).toContain(`Prompt of zero-shot \\| none, as its first item has it:\n\n\`\`\`text\nsystem: =1+2\n`);
});

test('a small record that would write out far too much is refused, be it for its answers or for its prompts', async () => {
  const arms = recordOf().arms.map((arm) => ({ ...arm, answers: ['x'.repeat(20_000_000)], outcomes: arm.outcomes.map(() => 0) }));
  await expect(recordToCsv({ ...recordOf(), arms }, items)).rejects.toThrow(ExportError);
  await expect(recordToJsonl({ ...recordOf(), arms }, items)).rejects.toThrow(/320 million characters together, and at most 100 million/);
  const content = 'x'.repeat(20_000_000);
  const long = items.map((item) => ({ ...item, arms: item.arms.map((arm) => ({ ...arm, messages: [{ role: 'user' as const, content }] })) }));
  await expect(recordToCsv(recordOf(), long)).rejects.toThrow(/320 million characters/);
});
