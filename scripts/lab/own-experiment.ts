/** An experiment from a file, with items from a table where there is one. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { withCounts, type Experiment } from '../../src/lab/experiment.ts';
import { itemsOf } from '../../src/lab/items.ts';
import { experimentFromJson, RecordError } from '../../src/lab/record-json.ts';
import { itemsFromTable } from '../../src/lab/table/items.ts';
import { readTable } from '../../src/lab/table/read.ts';
import { TableError } from '../../src/lab/table/table.ts';
import { CommandError } from '../command.ts';

/** Reads both files and makes the items once, so that whatever is wrong with them is said before a model is loaded. */
export async function ownExperiment(path: string, table: string | undefined): Promise<Experiment> {
  const written = reading(path, () => experimentFromJson(readFileSync(path, 'utf8')));
  const experiment = table === undefined ? written : withItems(written, table);
  try {
    await itemsOf(experiment);
  } catch (error) {
    throw new CommandError(`${path}: its items cannot be made. ${(error as Error).message} Compare its tasks with those of a record in content/runs.`);
  }
  return experiment;
}

/** The experiment about the texts of a table with the columns "text" and "answer". */
function withItems(experiment: Experiment, path: string): Experiment {
  const given = reading(path, () => itemsFromTable(readTable(readFileSync(path), { name: basename(path) }), { text: 'text', answer: 'answer' }));
  return { ...experiment, items: { ...withCounts(experiment.items, [given.length]), seeds: [experiment.items.seeds[0]], given } };
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TableError) throw new CommandError(error.message);
    if (error instanceof RecordError) throw new CommandError(`${path}: ${error.message.replace('run record', 'experiment')}`);
    throw error;
  }
}
