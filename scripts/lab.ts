/**
 * Runs the lab from the command line.
 *
 *   npm run lab                                          lists the experiments
 *   npm run lab -- few-shot [--json]                     runs one of them, or a search; --json prints its record
 *   npm run lab -- mine.json [--table tickets.csv]       runs an experiment from a file, as records hold it, on items of a table
 *                                                        with the columns "text" and "answer"; --csv and --markdown print its results
 *   npm run lab -- abilities [--split dev] [--only explicit,rules] [--items 60] [--json]
 *
 * The published model answers, unless --model names another model folder or --checkpoint a pretraining folder.
 * Progress goes to stderr, the result to stdout.
 */
import { abilityFigures, type AbilityFigure } from '../src/lab/ability-figures.ts';
import { completionCount } from '../src/lab/experiment.ts';
import { abilities, ABILITY_ITEMS } from '../src/lab/experiments/abilities.ts';
import type { Experiment } from '../src/lab/experiment.ts';
import { RECORDED } from '../src/lab/experiments/index.ts';
import { SEARCHES } from '../src/lab/experiments/searches.ts';
import { recordToCsv } from '../src/lab/export/csv.ts';
import { recordToMarkdown } from '../src/lab/export/markdown.ts';
import { isSandboxed } from '../src/lab/grader.ts';
import { itemsOf } from '../src/lab/items.ts';
import type { RunRecord } from '../src/lab/record.ts';
import { recordToJson } from '../src/lab/record-json.ts';
import { run } from '../src/lab/runner.ts';
import { openSandbox, SandboxError } from '../src/lab/sandbox.ts';
import { runSearch, searchToJson } from '../src/lab/search-record.ts';
import type { Split } from '../src/tinydesk/world/split.ts';
import { command, CommandError, commandLine, whole } from './command.ts';
import { abilityTable } from './lab/ability-table.ts';
import { armTable } from './lab/arm-table.ts';
import { openEngine } from './lab/open.ts';
import { ownExperiment } from './lab/own-experiment.ts';
import { progressLine } from './lab/progress.ts';
import { searchTable } from './lab/search-table.ts';
import { textTable } from './lab/text-table.ts';

const readLine = () => commandLine({
  allowPositionals: true,
  options: {
    split: { type: 'string', default: 'test' },
    only: { type: 'string' },
    items: { type: 'string', default: String(ABILITY_ITEMS) },
    model: { type: 'string' },
    checkpoint: { type: 'string' },
    tokenizer: { type: 'string', default: 'public/tinydesk/instructed/tokenizer.json' },
    workers: { type: 'string' },
    table: { type: 'string' },
    json: { type: 'boolean', default: false },
    csv: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
});
type Values = ReturnType<typeof readLine>['values'];

await command(async (signal) => {
  const { values, positionals } = readLine();
  const [name] = positionals;
  if (name === undefined) {
    console.log(textTable([['experiment', 'completions', 'what it asks'], ...RECORDED.map((each) => [each.id, String(completionCount(each)), each.title]), ...SEARCHES.map(({ id, title }) => [id, '', title]), ['abilities', '', 'every ability of the model card']]));
    return 0;
  }
  const experiment = name.endsWith('.json') ? await ownExperiment(name, values.table) : RECORDED.find(({ id }) => id === name);
  const search = SEARCHES.find(({ id }) => id === name);
  if (!experiment && !search && name !== 'abilities') {
    throw new CommandError(`There is no experiment "${name}". The experiments are abilities, ${[...RECORDED, ...SEARCHES].map(({ id }) => id).join(', ')}; or name a file that ends in .json.`);
  }
  const chosen = experiment || search ? [] : chosenAbilities(values);

  const engine = await openEngine({ ...values, workers: values.workers === undefined ? undefined : whole(values.workers, '--workers') });
  try {
    if (experiment) {
      const record = await watched(experiment);
      process.stdout.write(await printed(record, values));
      return 0;
    }
    if (search) {
      const line = progressLine(search.id);
      const record = await runSearch(search, engine, { signal, onProgress: ({ done, of }) => line.update(done, of) });
      line.end();
      process.stdout.write(values.json ? searchToJson(record) : `${searchTable(record)}\n`);
      return 0;
    }
    const figures: AbilityFigure[] = [];
    for (const ability of chosen) figures.push(...abilityFigures(ability, await watched(ability.experiment)));
    const { model, modelHash, versions } = await engine.info();
    console.log(values.json ? JSON.stringify({ model, modelHash, versions, split: values.split, figures }, null, 1) : `${model}, ${values.split} split\n\n${abilityTable(figures)}`);
    return 0;
  } finally {
    await engine.close();
  }

  async function watched(wanted: Experiment): Promise<RunRecord> {
    const line = progressLine(wanted.id);
    const sandbox = wanted.graders.some(isSandboxed) ? await openSandbox((await import('@jitl/quickjs-wasmfile-release-sync')).default) : undefined;
    try {
      const record = await run(wanted, engine, { signal, keepCalls: true, onProgress: ({ done, of }) => line.update(done, of), ...(sandbox && { sandbox }) });
      line.end();
      return record;
    } catch (error) {
      throw error instanceof SandboxError ? new CommandError(error.message) : error;
    }
  }
});

async function printed(record: RunRecord, { json, csv, markdown }: Values): Promise<string> {
  if (json) return recordToJson(record);
  if (csv) return recordToCsv(record, await itemsOf(record.experiment));
  return markdown ? recordToMarkdown(record, await itemsOf(record.experiment)) : `${armTable(record)}\n`;
}

function chosenAbilities(values: Values): ReturnType<typeof abilities> {
  if (values.split !== 'dev' && values.split !== 'test') throw new CommandError(`Abilities are measured on the split test or dev, not "${values.split}".`);
  const all = abilities({ split: values.split satisfies Split, count: whole(values.items, '--items') });
  const names = all.map(({ experiment }) => experiment.id.replace(/^ability-/, ''));
  const only = values.only?.split(',') ?? names;
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new CommandError(`There is no ability "${unknown}". --only takes some of ${names.join(', ')}, with commas between.`);
  return all.filter((_, at) => only.includes(names[at]!));
}
