/**
 * Runs the lab from the command line.
 *
 *   npm run lab -- abilities [--split dev] [--only explicit,rules] [--items 60] [--json]
 *   npm run lab -- abilities --checkpoint .cache/pretrain/instructed --split dev
 *
 * Progress goes to stderr, the result to stdout.
 */
import { parseArgs } from 'node:util';
import { abilityFigures } from '../src/lab/ability-figures.ts';
import { abilities, ABILITY_ITEMS } from '../src/lab/experiments/abilities.ts';
import { run } from '../src/lab/runner.ts';
import { abilityTable } from './lab/ability-table.ts';
import { openCheckpoint } from './lab/checkpoint-engine.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    split: { type: 'string', default: 'test' },
    only: { type: 'string' },
    items: { type: 'string', default: String(ABILITY_ITEMS) },
    checkpoint: { type: 'string' },
    tokenizer: { type: 'string', default: 'public/tinydesk/instructed/tokenizer.json' },
    json: { type: 'boolean', default: false },
  },
});

const engine = await openCheckpoint(values.checkpoint!, values.tokenizer);
const wanted = abilities({ split: values.split as 'dev', count: Number(values.items) })
  .filter(({ experiment }) => !values.only || values.only.split(',').includes(experiment.id.replace('ability-', '')));
const figures = [];
for (const ability of wanted) {
  const from = performance.now();
  const record = await run(ability.experiment, engine, {
    onProgress: ({ done, of }) => { if (process.stderr.isTTY) process.stderr.write(`\r${ability.experiment.id} ${done}/${of} `); },
  });
  process.stderr.write(`\r${ability.experiment.id} ${Math.round(performance.now() - from)} ms\n`);
  figures.push(...abilityFigures(ability, record));
}
console.log(values.json ? JSON.stringify({ ...(await engine.info()), figures }, null, 1) : abilityTable(figures));
