import { expect, test } from 'vitest';
import { fillPrompt } from '../template/prompt.ts';
import { chosenColumns, itemsFromTable, likelyColumns, namedColumns } from './items.ts';
import { promptsFromTable } from './prompts.ts';
import { readTable } from './read.ts';

const table = (text: string) => readTable(text, { name: 'x.csv' });
const slots = { ticket: 'text', labels: 'list' } as const;

test('items are the rows\' texts and answers', () => {
  expect(itemsFromTable(table('id,ticket,label\n1,Where is it?,shipping\n2, Paid twice ,billing\n'), { text: 'ticket', answer: 'label' })).toEqual([
    { text: 'Where is it?', reference: 'shipping' },
    { text: ' Paid twice ', reference: 'billing' },
  ]);
});

test('a column that is not there and an empty cell are named', () => {
  const columns = { text: 'ticket', answer: 'label' };
  expect(() => itemsFromTable(table('tickets,label\na,b\n'), columns)).toThrow('"x.csv" has no column "ticket". The nearest is "tickets"; there are "tickets", "label".');
  expect(() => itemsFromTable(table('ticket,label\na,b\n ,b\n'), columns)).toThrow(/Row 3, column 1 \("ticket"\) of "x\.csv" is empty/);
  expect(() => itemsFromTable(table('ticket,label\na,b\n\na,\n'), columns)).toThrow(/Row 4, column 2 \("label"\).*right answer/);
  expect(() => itemsFromTable(table('ticket,label\n'), columns)).toThrow(/no rows/);
});

test('the columns text and answer need no asking; others are guessed at, and a table that can hold no items is refused', () => {
  expect(namedColumns(table('answer,id,text\na,b,c\n'))).toEqual({ text: 'text', answer: 'answer' });
  expect(namedColumns(table('Text,answer\na,b\n'))).toBeUndefined();
  expect(() => namedColumns(table('text,answer\n'))).toThrow(/no rows/);
  expect(() => namedColumns(table('text|answer\na|b\n'))).toThrow('"x.csv" has one column only, "text|answer", and an item needs its text and its right answer.');
  for (const [columns, likely] of [
    [['id', 'Ticket', 'Label'], { text: 'Ticket', answer: 'Label' }],
    [['label', 'x', 'answer', 'text'], { text: 'text', answer: 'answer' }],
    [['x', 'team', 'question'], { text: 'question' }],
    [['x', 'label'], { text: 'x', answer: 'label' }],
    [['body', 'x'], { text: 'body', answer: 'x' }],
    [['x', 'y'], {}],
    [['__proto__', 'constructor'], {}],
  ] as const) expect(likelyColumns({ columns })).toEqual(likely);
});

test('of two columns that are chosen, both are there and they are not the same', () => {
  expect(chosenColumns('ticket', 'team')).toEqual({ text: 'ticket', answer: 'team' });
  expect(() => chosenColumns(undefined, 'team')).toThrow('Choose the column of the text.');
  expect(() => chosenColumns('ticket', undefined)).toThrow('Choose the column of the right answer.');
  expect(() => chosenColumns('team', 'team')).toThrow(/same column/);
});

test('prompts are the rows\' templates, by their names and in order', () => {
  const prompts = promptsFromTable(table('name,system,user\n"terse",,{{ticket}}\n__proto__,"Use {{labels}}.","Ticket:\n{{ticket|line}}"\n'), { name: 'name', system: 'system', user: 'user' }, slots);
  expect([...prompts.keys()]).toEqual(['terse', '__proto__']);
  const values = { ticket: 'Where\nis {{it}}?', labels: ['a', 'b'] };
  expect(fillPrompt(prompts.get('terse')!, values)).toEqual([{ role: 'user', content: 'Where\nis {{it}}?' }]);
  expect(fillPrompt(prompts.get('__proto__')!, values)).toEqual([{ role: 'system', content: 'Use a, b.' }, { role: 'user', content: 'Ticket:\nWhere is {{it}}?' }]);
});

test('a prompt that cannot be read is named by row, column and place', () => {
  const columns = { name: 'name', system: 'system', user: 'user' };
  const read = (text: string) => () => promptsFromTable(table(`name,system,user\n${text}`), columns, slots);
  expect(read('a,,{{ticket}}\nb,,"x\n {{tickt}}"\n')).toThrow(/^Row 3, column 3 \("user"\) of "x\.csv": line 2, column 2 of the template: there is no slot "tickt"\. The nearest is "ticket"/);
  expect(read('a,{{x|},b\n')).toThrow(/column 2 \("system"\)/);
  expect(read('a,,b\na ,,c\n')).toThrow(/Row 3, column 1 \("name"\).*prompt "a" above already/);
  expect(read(',,b\n')).toThrow(/1 to 100 characters/);
  expect(read('a,b,\n')).toThrow(/Row 2, column 3.*prompt is empty/);
  expect(read('')).toThrow(/no rows/);
  expect(read(Array.from({ length: 201 }, (_, n) => `${n},,x\n`).join(''))).toThrow(/201 prompts, and at most 200/);
});
