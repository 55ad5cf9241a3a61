import { parsePrompt, type MessageSource, type PromptTemplate } from '../template/prompt.ts';
import { TemplateError, type SlotTable } from '../template.ts';
import { columnOf, shown, TableError, type Table } from './table.ts';

/** The columns that hold a prompt's name and the templates of its messages. */
export interface PromptColumns {
  readonly name: string;
  /** Prompts with an empty cell here have no system message. */
  readonly system?: string;
  readonly user: string;
}

const MOST_PROMPTS = 200;
const LONGEST_NAME = 100;

/** One prompt a row, by its name, in order. Throws a TableError that names the row and column, and the place in its template. */
export function promptsFromTable<const S extends SlotTable>(table: Table, { name, system, user }: PromptColumns, slots: S): ReadonlyMap<string, PromptTemplate<S>> {
  const at = { name: columnOf(table, name), system: system === undefined ? 0 : columnOf(table, system), user: columnOf(table, user) };
  if (table.rows.length === 0) throw new TableError(`${shown(table.name)} has a header and no rows, so there is no prompt in it.`);
  if (table.rows.length > MOST_PROMPTS) throw new TableError(`${shown(table.name)} has ${table.rows.length} prompts, and at most ${MOST_PROMPTS} are read. Keep those to compare.`);
  const prompts = new Map<string, PromptTemplate<S>>();
  for (const { number, cells } of table.rows) {
    const fail = (column: number, of: string, reason: string) => new TableError(`Row ${number}, column ${column} (${shown(of)}) of ${shown(table.name)}: ${reason}`, number, column);
    const title = cells.get(name)!.trim();
    if (title.length === 0 || title.length > LONGEST_NAME) throw fail(at.name, name, `a prompt's name has 1 to ${LONGEST_NAME} characters, and this one ${title.length}.`);
    if (prompts.has(title)) throw fail(at.name, name, `there is a prompt ${shown(title)} above already. Rename one of them.`);
    if (!cells.get(user)!.trim()) throw fail(at.user, user, 'the prompt is empty. Fill it, or delete the row.');
    const messages: MessageSource[] = [{ role: 'user', template: cells.get(user)! }];
    if (system !== undefined && cells.get(system)!.trim()) messages.unshift({ role: 'system', template: cells.get(system)! });
    const prompt = messages.flatMap((message) => {
      const [column, of] = message.role === 'system' ? [at.system, system!] : [at.user, user];
      try {
        return parsePrompt([message], slots);
      } catch (error) {
        if (error instanceof TemplateError) throw fail(column, of, `line ${error.line}, column ${error.column} of the template: ${error.reason}`);
        throw error;
      }
    });
    prompts.set(title, prompt);
  }
  return prompts;
}
