/** The bench takes the reader's own items, prompts and grading. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { recordFromJson } from '../src/lab/record-json.ts';
import { readTable } from '../src/lab/table/read.ts';
import { expectAccessibleInBothThemes } from './axe.ts';
import { expectNoLongTask } from './load/main-thread.ts';
import { expect, test } from './test.ts';

const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const recordedNames = recordFromJson(readFileSync('content/runs/bench-totals.json', 'utf8')).experiment.arms.map(({ label }) => label);

const bench = (page: Page): Locator => page.locator('prompt-bench');
const run = (page: Page): Locator => bench(page).locator('[data-run]');
const part = (page: Page, name: string): Locator => bench(page).getByRole('region', { name, exact: true });
const items = (page: Page): Locator => part(page, 'Your own items');
const prompts = (page: Page): Locator => part(page, 'Your own prompts');
const grading = (page: Page): Locator => part(page, 'How answers are graded');
const columns = (page: Page): Locator => items(page).getByRole('group', { name: 'The columns of' });
const ended = (page: Page): Locator => bench(page).locator('run-controls').getByRole('status');

async function open(page: Page, address = 'chain-of-thought/'): Promise<void> {
  await page.goto(address);
  await near(page);
}

async function near(page: Page): Promise<void> {
  await bench(page).scrollIntoViewIfNeeded();
  await expect(run(page)).toBeEnabled();
}

async function openOwn(page: Page): Promise<void> {
  await bench(page).getByRole('button', { name: 'Bring your own' }).click();
  await expect(items(page)).toBeVisible();
}

const choose = (section: Locator, name: string, text: string): Promise<void> => section.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** The items of the one run that is kept. */
async function keptItems(page: Page): Promise<unknown> {
  const text = await page.evaluate(() => new Promise<string>((resolve) => {
    const opening = indexedDB.open('two-levers');
    opening.onsuccess = () => {
      const all = opening.result.transaction('records').objectStore('records').getAll();
      all.onsuccess = () => resolve((all.result as { text: string }[])[0]!.text);
    };
  }));
  return (JSON.parse(text) as { experiment: { items: { given: unknown } } }).experiment.items.given;
}

/** Two bills, with a byte order mark, quoted fields, a comma and a line break in them, and a column that is not asked for. */
const BILLS = '\uFEFFid,text,answer\r\n1,"2 mugs at 3 each,\n1 lamp at 4 each, ""new""",answer 10\r\n2,3 pens at 2 each,answer 6\r\n';

test('a CSV with a byte order mark and quoted fields is imported, run, exported, and removed again', async ({ page }) => {
  await open(page);
  await openOwn(page);
  await choose(items(page), 'bills.csv', BILLS);
  await expect(items(page).getByRole('status')).toHaveText('2 items of your own from “bills.csv” in place of the drawn tickets. The longest text, item 1, has 41 characters.');
  await expect(run(page)).toHaveText('Run on 2 items');
  await expect(bench(page).locator('[name=count]')).toBeHidden();
  await expect(bench(page).getByRole('link', { name: 'Link to these prompts and items' })).toBeVisible();

  await run(page).click();
  await expect(ended(page)).toHaveText('These items are your own, so there is no recorded run beside them. This run is kept in your notebook.', { timeout: LIVE });
  await expect(bench(page).locator('.score').first()).toContainText('n = 2');
  await expect(bench(page).locator('tbody tr')).toHaveCount(2);
  await expect(bench(page).locator('tbody .reference')).toHaveText(['answer 10', 'answer 6']);
  await bench(page).getByRole('button', { name: 'Item 1, look closer' }).click();
  await expect(bench(page).locator('.closer')).toContainText('2 mugs at 3 each,\n1 lamp at 4 each, "new"', { useInnerText: true });

  const download = page.waitForEvent('download');
  await bench(page).locator('[data-save=jsonl]').click();
  const outcomes = readFileSync(await (await download).path(), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { item: number; arm_label: string; reference: string; prompt: string });
  expect(outcomes.map(({ item, arm_label, reference }) => [item, arm_label, reference])).toEqual(recordedNames.flatMap((name) => [[1, name, 'answer 10'], [2, name, 'answer 6']]));
  expect(outcomes[0]!.prompt).toContain('user: ');
  expect(await keptItems(page)).toEqual([
    { text: '2 mugs at 3 each,\n1 lamp at 4 each, "new"', reference: 'answer 10' }, { text: '3 pens at 2 each', reference: 'answer 6' },
  ]);

  await bench(page).getByRole('button', { name: 'Final comparison' }).click();
  await expect(bench(page).locator('run-controls').getByRole('alert')).toContainText('your own items stand in their place with none held back');
  await items(page).getByRole('button', { name: 'Remove them' }).click();
  await expect(run(page)).toHaveText('Run on 100 items');
  await expect(items(page).locator('input[type=file]')).toBeFocused();
  await expect(bench(page).locator('[name=count]')).toBeVisible();
});

test('a share of the items is held back: a run asks the others, the final comparison those, declared and counted, and a reload keeps them apart', async ({ page }) => {
  await open(page);
  await openOwn(page);
  const rows = Array.from({ length: 9 }, (_, n) => `${n + 2} pens at 2 each,answer ${2 * (n + 2)}`);
  await choose(items(page), 'bills.csv', `text,answer\n${rows.join('\n')}\n`);
  await expect(run(page)).toHaveText('Run on 9 items');
  const share = items(page).getByLabel('Held back for the final comparison');
  await share.selectOption('a third');
  await expect(items(page).getByRole('status')).toHaveText('Of your items: 6 to look at, 3 sealed.');
  await expect(items(page).locator('.held')).toContainText('9 items of your own in use, 6 to look at, 3 sealed.');
  await expect(run(page)).toHaveText('Run on 6 items');
  await expectAccessibleInBothThemes(page, { within: '.own' });
  await expect(bench(page).getByRole('link', { name: 'Link to these prompts and items' })).toBeVisible();
  await expect.poll(() => page.url()).toContain('prompts');
  await page.reload();
  await near(page);
  await expect(bench(page).locator('.standing')).toHaveText('9 items of your own: 6 to look at, 3 sealed');
  await run(page).click();
  await expect(ended(page)).toContainText('This run is kept in your notebook.', { timeout: LIVE });
  const looked = await bench(page).locator('tbody .reference').allTextContents();
  expect(looked).toHaveLength(6);
  await expect(bench(page).locator('.seal')).toContainText('are sealed');

  await bench(page).getByRole('button', { name: 'Final comparison' }).click();
  const declared = bench(page).getByRole('group', { name: 'Final comparison' });
  await expect(declared).toContainText('on the 3 items of your own that you have held back');
  await declared.getByRole('button', { name: 'Open the test items' }).press('Enter');
  await expect(bench(page).locator('.seal')).toContainText('once', { timeout: LIVE });
  await expect(ended(page)).toContainText('That was the final comparison, on items of your own.', { timeout: LIVE });
  const sealed = await bench(page).locator('tbody .reference').allTextContents();
  expect([...looked, ...sealed].toSorted()).toEqual(rows.map((row) => row.split(',')[1]).toSorted());
  await expect(run(page)).toHaveText('Run on 6 items');

  // To look at them after all is an opening too.
  await openOwn(page);
  await share.selectOption('none');
  await expect(items(page).getByRole('group', { name: 'Final comparison' })).toContainText('This puts 3 sealed items among those to look at.');
  await page.keyboard.press('Escape');
  await expect(share).toHaveValue('3');
  await share.selectOption('none');
  await items(page).getByRole('button', { name: 'Open the test items' }).press('Enter');
  await expect(share).toBeFocused();
  await expect(run(page)).toHaveText('Run on 9 items');
  await expect(bench(page).locator('.seal')).toContainText('2 times');
});

test('a bad row is named by row and column, and what was there stays', async ({ page }) => {
  await open(page);
  await openOwn(page);
  await choose(items(page), 'bills.csv', BILLS);
  await expect(run(page)).toHaveText('Run on 2 items');
  for (const [name, text, said] of [
    ['gap.csv', 'text,answer\na,b\nc,\n', 'Row 3, column 2 ("answer") of "gap.csv" is empty, and an item needs its right answer. Fill it, or delete the row. Nothing here has changed.'],
    ['quote.csv', 'text,answer\n"a,b\n', 'Row 2, column 1 of "quote.csv" begins with a quote that is not closed.'],
    ['single.csv', 'text|answer\na|b\n', '"single.csv" has one column only, "text|answer", and an item needs its text and its right answer.'],
    ['rows.jsonl', '{"text":"a","answer":"b"}\n{"text":"a","answer":null}\n', 'Row 2, column 2 ("answer") of "rows.jsonl"'],
  ] as const) {
    await choose(items(page), name, text);
    await expect(items(page).getByRole('alert')).toContainText(said);
    await expect(run(page)).toHaveText('Run on 2 items');
  }
  await items(page).getByRole('textbox').fill('text,answer\n5 cups at 2 each,answer 10');
  await items(page).getByRole('button', { name: 'Read what is pasted' }).press('Enter');
  await expect(items(page).getByRole('status')).toContainText('1 item of your own from “pasted text”');
  await expect(items(page).getByRole('alert')).toBeEmpty();
  await expect(run(page)).toHaveText('Run on 1 item');
});

test('columns of other names are chosen beside the first rows, with the keyboard; what was chosen is run, kept and linked', async ({ page }) => {
  await open(page);
  await openOwn(page);
  const file = '\uFEFFid;bill;total due;note\r\n1;"2 mugs at 3 each,\n1 lamp at 4 each";answer 10;<img src=x onerror=document.title=1>\r\n2;3 pens at 2 each;answer 6;=1+1\r\n3;5 cups at 2 each;answer 10;\r\n4;6 cups at 2 each;answer 12;\r\n5;7 cups at 2 each;;\r\n';
  await choose(items(page), 'bills.csv', file);
  await expect(items(page).getByRole('status')).toHaveText('“bills.csv” has no columns named text and answer, so say below which they are.');
  const text = columns(page).getByLabel('Which column is the text?');
  const answer = columns(page).getByLabel('Which is the right answer?');
  await expect(text).toBeFocused();
  await expect(text.getByRole('option')).toHaveText(['Choose a column', 'id', 'bill', 'total due', 'note']);
  await expect(text).toHaveValue('');
  const preview = columns(page).getByRole('table', { name: 'The first 4 of 5 rows of “bills.csv”' });
  await expect(preview.locator('tbody tr')).toHaveCount(4);
  await expect(preview.getByRole('cell').nth(3)).toHaveText('<img src=x onerror=document.title=1>');
  await expect(run(page)).toHaveText('Run on 100 items');

  const use = columns(page).getByRole('button', { name: 'Use these columns' });
  const alert = columns(page).getByRole('alert');
  await use.press('Enter');
  await expect(alert).toHaveText('Choose the column of the text. Nothing here has changed.');
  await expect(text).toBeFocused();
  await page.keyboard.press('b');
  await expect(text).toHaveValue('1');
  await expect(alert).toBeEmpty();
  await page.keyboard.press('Tab');
  await expect(answer).toBeFocused();
  await answer.selectOption('bill');
  await use.press('Enter');
  await expect(alert).toContainText('The text and the right answer are the same column');
  await answer.selectOption('total due');
  await expect(preview.getByRole('columnheader')).toHaveText(['id', 'billthe text', 'total duethe right answer', 'note']);
  await use.press('Enter');
  await expect(alert).toContainText('Row 6, column 3 ("total due") of "bills.csv" is empty, and an item needs its right answer.');
  await expect(columns(page)).toBeVisible();
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${width} pixels`).toBeLessThanOrEqual(width);
    await expectAccessibleInBothThemes(page, { within: '.own', where: `${width} pixels` });
  }
  await page.setViewportSize({ width: 1280, height: 900 });

  // Corrected and brought again: what was chosen last stands there once it was taken over.
  const corrected = file.replace('5;7 cups at 2 each;;', '5;7 cups at 2 each;answer 14;');
  await choose(items(page), 'bills.csv', corrected);
  await expect(text).toBeFocused();
  await text.selectOption('bill');
  await answer.selectOption('total due');
  await use.press('Enter');
  await expect(items(page).getByRole('status')).toContainText('5 items of your own from “bills.csv” in place of the drawn tickets.');
  await expect(columns(page)).toBeHidden();
  await expect(items(page).locator('input[type=file]')).toBeFocused();
  await expect(run(page)).toHaveText('Run on 5 items');
  await choose(items(page), 'bills.csv', corrected);
  await expect(text).toHaveValue('1');
  await expect(answer).toHaveValue('2');
  await columns(page).getByRole('button', { name: 'Put the table away' }).press('Enter');
  await expect(items(page).getByRole('status')).toHaveText('The table is put away. Nothing here has changed.');
  await expect(columns(page)).toBeHidden();
  await expect(run(page)).toHaveText('Run on 5 items');

  await expect(bench(page).getByRole('link', { name: 'Link to these prompts and items' })).toBeVisible();
  await page.reload();
  await near(page);
  await expect(bench(page).locator('.standing')).toHaveText('5 items of your own');
  await run(page).click();
  await expect(ended(page)).toContainText('This run is kept in your notebook.', { timeout: LIVE });
  await expect(bench(page).locator('tbody .reference')).toHaveText(['answer 10', 'answer 6', 'answer 10', 'answer 12', 'answer 14']);
  expect(await keptItems(page)).toEqual([
    ['2 mugs at 3 each,\n1 lamp at 4 each', 'answer 10'], ['3 pens at 2 each', 'answer 6'], ['5 cups at 2 each', 'answer 10'], ['6 cups at 2 each', 'answer 12'], ['7 cups at 2 each', 'answer 14'],
  ].map(([itemText, reference]) => ({ text: itemText, reference })));
  expect(await page.title()).not.toBe('1');
});

test('what stands in a cell is shown as text, run as nothing, and exported so that no spreadsheet runs it', async ({ page }) => {
  await open(page);
  await openOwn(page);
  const hostile = ['<img src=x onerror="document.title=`run`">', '<script>document.title=`run`</script>', '=HYPERLINK("http://x","y")'];
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  await choose(items(page), '<b>x</b>.csv', `Ticket,Label\n${hostile.map((cell) => `${quoted(cell)},${quoted(cell)}`).join('\n')}\n`);
  // Such names are guessed at, and only confirmed.
  await expect(columns(page).getByLabel('Which column is the text?')).toHaveValue('0');
  await expect(columns(page).getByLabel('Which is the right answer?')).toHaveValue('1');
  await columns(page).getByRole('button', { name: 'Use these columns' }).press('Enter');
  await expect(items(page).getByRole('status')).toContainText('3 items of your own from “<b>x</b>.csv”');
  await run(page).click();
  await expect(ended(page)).toContainText('This run is kept in your notebook.', { timeout: LIVE });
  await expect(bench(page).locator('tbody .reference')).toHaveText(hostile);
  await bench(page).getByRole('button', { name: 'Item 1, look closer' }).click();
  await expect(bench(page).locator('.closer')).toContainText(hostile[0]!);
  await expect(bench(page).locator('img, script')).toHaveCount(0);
  expect(await page.title()).not.toBe('run');
  const download = page.waitForEvent('download');
  await bench(page).locator('[data-save=csv]').click();
  for (const { cells } of readTable(readFileSync(await (await download).path()), { name: 'bench.csv' }).rows) {
    for (const cell of cells.values()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  }
});

test('10,000 rows that are dropped are read without a long task, and the link carries the prompts alone', async ({ page, browser }) => {
  const rows = Array.from({ length: 10_000 }, (_, n) => `"${n} mugs at ${n % 7} each, ""new"", and a lamp for the hall",answer ${n * (n % 7)}`);
  await open(page);
  await openOwn(page);
  // The script of a link, and what is read for it, are there before the time is taken.
  await expect(bench(page).locator('[data-link]')).toHaveText('Link to these prompts');
  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'many.csv', { type: 'text/csv' }));
    return transfer;
  }, `text,answer\n${rows.join('\n')}\n`);
  await expectNoLongTask(browser, page, '10,000 rows', async () => {
    await items(page).dispatchEvent('drop', { dataTransfer: dropped });
    await expect(items(page).getByRole('status')).toContainText('10,000 items of your own from “many.csv”', { timeout: LIVE });
    await expect(bench(page).locator('[data-link]')).toHaveText('Link to these prompts alone: your items are too large for a link');
  });
  await expect(run(page)).toHaveText('Run on 10000 items');
  await items(page).getByRole('button', { name: 'Remove them' }).click();
  const named = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'named.csv', { type: 'text/csv' }));
    return transfer;
  }, `ticket,label\n${rows.join('\n')}\n`);
  await expectNoLongTask(browser, page, '10,000 rows whose columns are chosen', async () => {
    await items(page).dispatchEvent('drop', { dataTransfer: named });
    // By its class: finding a button by its role has the page compute the names of all, which is no work of the bench.
    await page.locator('.own .columns .button').click();
    await expect(items(page).getByRole('status')).toContainText('10,000 items of your own from “named.csv”', { timeout: LIVE });
    await expect(bench(page).locator('[data-link]')).toHaveText('Link to these prompts alone: your items are too large for a link');
  });
  await expect(run(page)).toHaveText('Run on 10000 items');
  await choose(items(page), 'more.csv', `text,answer\n${rows.join('\n')}\na,b\n`);
  await expect(items(page).getByRole('alert')).toContainText('more than 10000 rows');
});

test('prompts are saved, imported again, and what they took the place of can be put back', async ({ page }) => {
  await open(page);
  await openOwn(page);
  const user = bench(page).getByLabel('user message of prompt 1');
  const before = await user.inputValue();
  await user.fill('=sum of {{ticket}}, "exactly"\nand no more');
  await bench(page).getByLabel('system message of prompt 1').fill("'be brief");
  await bench(page).getByLabel('Worked examples of prompt 2').fill('3');
  const saved: string[] = [];
  for (const kind of ['CSV', 'JSONL']) {
    const download = page.waitForEvent('download');
    await prompts(page).getByRole('button', { name: `Save the prompts as ${kind}` }).click();
    saved.push(readFileSync(await (await download).path(), 'utf8'));
  }
  expect(saved[0]).toMatch(/^\uFEFFname,system,user,examples\r\n.*,''be brief,"'=sum of/);
  await bench(page).getByRole('button', { name: 'As recorded' }).click();
  await expect(user).toHaveValue(before);

  for (const [at, name] of ['prompts.csv', 'prompts.jsonl'].entries()) {
    await choose(prompts(page), name, saved[at]!);
    await expect(prompts(page).getByRole('status')).toContainText(`2 prompts from “${name}” in place of the 2 from before.`);
    await expect(user).toHaveValue('=sum of {{ticket}}, "exactly"\nand no more');
    await expect(bench(page).getByLabel('system message of prompt 1')).toHaveValue("'be brief");
    await expect(bench(page).getByLabel('Worked examples of prompt 2')).toHaveValue('3');
    await prompts(page).getByRole('button', { name: 'Put those back' }).click();
    await expect(user).toHaveValue(before);
  }
  await choose(prompts(page), 'bad.csv', 'name,user,examples\na,{{ticket}},2\nb,{{ticket}},many\n');
  await expect(prompts(page).getByRole('alert')).toContainText('Row 3, column 3 ("examples") of "bad.csv": the number of worked examples is a whole one from 0 to 8, and this is "many".');
  await choose(prompts(page), 'seven.csv', `name,user\n${Array.from({ length: 7 }, (_, n) => `p${n},{{ticket}}\n`).join('')}`);
  await expect(prompts(page).getByRole('alert')).toContainText('7 prompts, and the bench holds 6');
  await expect(user).toHaveValue(before);
});

test('graders are chosen and set, a written one only then fetches its sandbox, and a fault is told of before and at the run', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) fetched.push(request.url());
  });
  await open(page);
  await openOwn(page);
  const choice = grading(page).getByRole('combobox');
  await choice.selectOption('within');
  await run(page).click();
  await expect(bench(page).locator('run-controls').getByRole('alert')).toHaveText('Answers cannot be graded so: The tolerance is a number from 0, such as 0.5.');
  await grading(page).getByRole('textbox').fill('-1');
  await expect(grading(page).getByRole('alert')).toHaveText('The tolerance is a number from 0, such as 0.5.');
  await grading(page).getByRole('textbox').fill('1000');
  await expect(grading(page).getByRole('status')).toHaveText('Of the first 40 answers listed below, it finds 40 right, 0 wrong and 0 unreadable.');
  await choice.selectOption('schema');
  await grading(page).getByRole('textbox').fill('{"type"');
  await expect(grading(page).getByRole('alert')).toContainText('not a JSON object');
  await grading(page).getByRole('textbox').fill('{"type":"nonsense"}');
  await expect(grading(page).getByRole('alert')).toContainText('no valid JSON Schema: type is not one of array');
  await run(page).click();
  await expect(bench(page).locator('run-controls').getByRole('alert')).toContainText('Answers cannot be graded so: The schema of a grader is no valid JSON Schema');
  expect(fetched).toEqual([]);

  await choice.selectOption('pattern');
  await grading(page).getByRole('textbox').fill('/(/i');
  await expect(grading(page).getByRole('alert')).toContainText('The regular expression failed');
  expect(fetched).toHaveLength(1);
  await grading(page).getByRole('textbox').fill('/ANSWER \\d+$/i');
  await expect(grading(page).getByRole('status')).toContainText('Of the first 40 answers listed below, it finds 40 right');
  await expect(grading(page).getByRole('alert')).toBeEmpty();
});

test('a written expression grades a run, and travels with its link', async ({ page }) => {
  await open(page);
  await openOwn(page);
  await choose(items(page), 'bills.csv', BILLS);
  await expect(bench(page).locator('[data-link]')).toHaveText('Link to these prompts and items');
  const withoutGrader = page.url();
  await grading(page).getByRole('combobox').selectOption('expression');
  await grading(page).getByRole('textbox').fill('reference === "answer 10" ? !!answer : null');
  await expect(bench(page).locator('.standing')).toHaveText('2 items of your own; graded by: expression reference === "answer 10" ? !!answer : null');
  await run(page).click();
  await expect(ended(page)).toContainText('This run is kept in your notebook.', { timeout: LIVE });
  await expect(bench(page).locator('.score b')).toHaveText(['50%', '50%']);
  await expect(bench(page).locator('tbody tr').nth(0).locator('td.right')).toHaveCount(2);
  await expect(bench(page).locator('tbody tr').nth(1)).toContainText('unreadable');
  await expect(bench(page).locator('tbody tr').nth(1)).not.toContainText('wrong');

  await expect(bench(page).locator('[data-link]')).toHaveText('Link to these prompts and items');
  // The link follows what is typed a little later.
  await expect.poll(() => page.url()).not.toBe(withoutGrader);
  await page.reload();
  await near(page);
  // Code from a link is shown, and waits.
  const offered = bench(page).getByRole('group', { name: 'A grader from the link' });
  await expect(offered.locator('pre')).toHaveText('reference === "answer 10" ? !!answer : null');
  await expect(bench(page).locator('.standing')).toHaveText('2 items of your own');
  await expectAccessibleInBothThemes(page, { within: '.offered' });
  await run(page).click();
  await expect(ended(page)).toContainText('This run is kept in your notebook.', { timeout: LIVE });
  await expect(bench(page).locator('tbody tr').nth(1)).toContainText('wrong');
  await offered.getByRole('button', { name: 'Use this grader' }).press('Enter');
  await expect(run(page)).toBeFocused();
  await expect(offered).toHaveCount(0);
  await expect(bench(page).locator('.standing')).toHaveText('2 items of your own; graded by: expression reference === "answer 10" ? !!answer : null');
  await openOwn(page);
  await expect(grading(page).getByRole('textbox')).toHaveValue('reference === "answer 10" ? !!answer : null');
  await bench(page).getByRole('button', { name: 'Duplicate' }).first().click();
  await expect(run(page)).toHaveText('Run on 2 items');
  await expect(bench(page).locator('.standing')).toContainText('graded by');
  await bench(page).getByRole('button', { name: 'As recorded' }).click();
  await expect(bench(page).locator('.standing')).toBeEmpty();
  await expect(grading(page).getByRole('combobox')).toHaveValue('recorded');
  await expect(run(page)).toHaveText('Run on 100 items');
});

test('an endless expression is stopped, and one that looks for the page finds nothing', async ({ page }) => {
  await open(page);
  await openOwn(page);
  await grading(page).getByRole('combobox').selectOption('expression');
  const written = grading(page).getByRole('textbox');
  await written.fill('(() => { for (;;); })()');
  await expect(grading(page).getByRole('alert')).toContainText('The expression took longer than 100 ms');
  await run(page).click();
  await expect(bench(page).locator('run-controls').getByRole('alert')).toContainText('Answers cannot be graded so: The expression took longer than 100 ms');
  const names = ['document', 'window', 'self', 'fetch', 'XMLHttpRequest', 'WebSocket', 'indexedDB', 'localStorage', 'caches', 'postMessage', 'importScripts', 'navigator', 'location'];
  await written.fill(`[${names.map((name) => `typeof ${name}`).join(', ')}].every((type) => type === 'undefined')`);
  await expect(grading(page).getByRole('status')).toHaveText('Of the first 40 answers listed below, it finds 40 right, 0 wrong and 0 unreadable.');
  await written.fill('document.body.remove()');
  await expect(grading(page).getByRole('alert')).toContainText('not defined');
  await expect(bench(page)).toBeVisible();
});

test('an expression that holds up only the run is stopped there, and the run says so', async ({ page }) => {
  await open(page);
  await openOwn(page);
  await choose(items(page), 'bills.csv', BILLS);
  await grading(page).getByRole('combobox').selectOption('expression');
  // The recorded bills, which it is tried on, are none of these two.
  await grading(page).getByRole('textbox').fill('reference !== "answer 6" || (() => { for (;;); })()');
  await expect(grading(page).getByRole('status')).toContainText('it finds 40 right');
  await run(page).click();
  await expect(bench(page).locator('run-controls').getByRole('alert')).toContainText('The expression took longer than 100 ms', { timeout: LIVE });
  await expect(run(page)).not.toHaveAttribute('aria-disabled', 'true');
});

test('TinyDesk judges two prompts in both orders, and the page says how wrong it is before anything else', async ({ page }) => {
  await open(page);
  await openOwn(page);
  const section = part(page, 'A model as judge');
  await expect(section).toContainText('cannot judge prose');
  await expect(section.getByRole('combobox').nth(1)).toHaveValue('1');
  await section.getByRole('button', { name: 'Judge up to 50 pairs' }).press('Enter');
  await expect(section.getByRole('status')).toHaveText('50 pairs are judged.', { timeout: LIVE });
  await expect(section.getByRole('listitem').first()).toContainText('Its error rate');
  await expect(section.getByRole('listitem')).toHaveCount(3);
  console.log((await section.getByRole('listitem').allTextContents()).join('\n'));
});
