/** Prompts of the bench as a table: columns name, system, user and examples, one prompt a row. */
import { dsvFormat } from 'd3-dsv';
import { SLOTS } from '../../../lab/tasks/prompted.ts';
import { guard } from '../../../lab/table/guard.ts';
import { promptsFromTable } from '../../../lab/table/prompts.ts';
import { readTableInSteps } from '../../../lab/table/read.ts';
import { shown, TableError, type Table } from '../../../lab/table/table.ts';
import { printPrompt } from '../../../lab/template/prompt.ts';
import { faultIn, firstExamples, LONGEST_MESSAGE, LONGEST_NAME, MOST_EXAMPLES, MOST_VARIANTS, type Variant } from '../bench.ts';

const COLUMNS = ['name', 'system', 'user', 'examples'] as const;

/** Reads prompts in steps. Rejects with a TableError that names the row and the column. */
export async function promptsOfTable(content: string | Uint8Array, name: string): Promise<Variant[]> {
  return variantsFrom(await readTableInSteps(content, { name, guarded: 'perhaps' }));
}

/** The prompts of a table; `system` and `examples` may be missing from it. */
export function variantsFrom(table: Table): Variant[] {
  const has = (column: string) => table.columns.includes(column);
  if (table.rows.length > MOST_VARIANTS) throw new TableError(`${shown(table.name)} has ${table.rows.length} prompts, and the bench holds ${MOST_VARIANTS}. Keep those to compare.`, table.rows[MOST_VARIANTS]!.number);
  const prompts = promptsFromTable(table, { name: 'name', user: 'user', ...(has('system') && { system: 'system' }) }, SLOTS);
  return [...prompts].map(([name, template], at): Variant => {
    const { number, cells } = table.rows[at]!;
    const fail = (column: (typeof COLUMNS)[number], reason: string) => {
      const place = table.columns.indexOf(column) + 1;
      return new TableError(`Row ${number}, column ${place} (${shown(column)}) of ${shown(table.name)}: ${reason}`, number, place);
    };
    if (name.length > LONGEST_NAME) throw fail('name', `a prompt's name has at most ${LONGEST_NAME} characters here, and this one ${name.length}. Shorten it.`);
    const prompt = printPrompt(template);
    for (const { role, template: { length } } of prompt) {
      if (length > LONGEST_MESSAGE) throw fail(role === 'system' ? 'system' : 'user', `a message has at most ${LONGEST_MESSAGE} characters here, and this one ${length}. Shorten it.`);
    }
    const cell = has('examples') ? cells.get('examples')!.trim() : '';
    if (cell !== '' && !(/^\d{1,2}$/.test(cell) && Number(cell) <= MOST_EXAMPLES)) throw fail('examples', `the number of worked examples is a whole one from 0 to ${MOST_EXAMPLES}, and this is ${shown(cell)}.`);
    const variant = { name, prompt, examples: firstExamples(Number(cell)) };
    const fault = faultIn(variant);
    if (fault) throw fail('user', fault);
    return variant;
  });
}

/** The prompts as CSV, with the byte order mark that spreadsheets know UTF-8 by, and cells guarded against them. Throws as `rowsOf`. */
export function promptsToCsv(variants: readonly Variant[]): string {
  const { formatRow } = dsvFormat(',');
  const rows = rowsOf(variants).map((row) => COLUMNS.map((column) => guard(String(row[column]).replaceAll('\0', '\uFFFD'))));
  return `\uFEFF${[[...COLUMNS], ...rows].map((row) => formatRow(row)).join('\r\n')}\r\n`;
}

export function promptsToJsonl(variants: readonly Variant[]): string {
  return rowsOf(variants).map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Throws a sentence where a prompt has turns that a row has no column for. */
function rowsOf(variants: readonly Variant[]): Record<(typeof COLUMNS)[number], string | number>[] {
  return variants.map(({ name, prompt, examples }) => {
    const [system, user] = prompt[0]?.role === 'system' ? [prompt[0].template, prompt[1]] : ['', prompt[0]];
    if (user?.role !== 'user' || prompt.length > (prompt[0]!.role === 'system' ? 2 : 1)) throw new TableError(`The prompt ${shown(name)} is more than a system and a user message, which a row cannot hold. Send its link instead.`);
    return { name, system, user: user.template, examples: examples.length };
  });
}
