import { expect, test } from 'vitest';
import { fillPrompt } from '../template/prompt.ts';
import { itemsFromTable } from './items.ts';
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
