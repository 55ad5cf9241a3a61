/**
 * Runs the lab from the command line.
 *
 *   npm run lab                                          lists the experiments
 *   npm run lab -- few-shot [--json]                     runs one of them; --json prints its record
 *   npm run lab -- abilities [--split dev] [--only explicit,rules] [--items 60] [--json]
 *
 * The published model answers, unless --model names another model folder or --checkpoint a pretraining folder.
 * Progress goes to stderr, the result to stdout.
 */
import { abilityFigures, type AbilityFigure } from '../src/lab/ability-figures.ts';
import { completionCount } from '../src/lab/experiment.ts';
import { abilities, ABILITY_ITEMS } from '../src/lab/experiments/abilities.ts';
import { RECORDED } from '../src/lab/experiments/index.ts';
import { recordToJson } from '../src/lab/record-json.ts';
import { run } from '../src/lab/runner.ts';
import type { Split } from '../src/tinydesk/world/split.ts';
import { command, CommandError, commandLine, whole } from './command.ts';
import { abilityTable } from './lab/ability-table.ts';
import { armTable } from './lab/arm-table.ts';
import { openEngine } from './lab/open.ts';
import { progressLine } from './lab/progress.ts';
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
    json: { type: 'boolean', default: false },
  },
});
type Values = ReturnType<typeof readLine>['values'];

await command(async (signal) => {
  const { values, positionals } = readLine();
  const [name] = positionals;
  if (name === undefined) {
    console.log(textTable([['experiment', 'completions', 'what it asks'], ...RECORDED.map((each) => [each.id, String(completionCount(each)), each.title]), ['abilities', '', 'every ability of the model card']]));
    return 0;
  }
  const experiment = RECORDED.find(({ id }) => id === name);
  if (!experiment && name !== 'abilities') throw new CommandError(`There is no experiment "${name}". The experiments are abilities, ${RECORDED.map(({ id }) => id).join(', ')}.`);
  const chosen = experiment ? [] : chosenAbilities(values);

  const engine = await openEngine({ ...values, workers: values.workers === undefined ? undefined : whole(values.workers, '--workers') });
  try {
    if (experiment) {
      const record = await watched(experiment);
      process.stdout.write(values.json ? recordToJson(record) : `${armTable(record)}\n`);
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

  async function watched(wanted: Parameters<typeof run>[0]): ReturnType<typeof run> {
    const line = progressLine(wanted.id);
    const record = await run(wanted, engine, { signal, onProgress: ({ done, of }) => line.update(done, of) });
    line.end();
    return record;
  }
});

function chosenAbilities(values: Values): ReturnType<typeof abilities> {
  if (values.split !== 'dev' && values.split !== 'test') throw new CommandError(`Abilities are measured on the split test or dev, not "${values.split}".`);
  const all = abilities({ split: values.split satisfies Split, count: whole(values.items, '--items') });
  const names = all.map(({ experiment }) => experiment.id.replace(/^ability-/, ''));
  const only = values.only?.split(',') ?? names;
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new CommandError(`There is no ability "${unknown}". --only takes some of ${names.join(', ')}, with commas between.`);
  return all.filter((_, at) => only.includes(names[at]!));
}
