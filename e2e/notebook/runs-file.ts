/** Files of runs, made by the notebook's own code in Node. */
import { canonical } from '../../src/lab/canonical.ts';
import type { RunRecord } from '../../src/lab/record.ts';
import { partialRecord, run, type Finished } from '../../src/lab/runner.ts';
import { scriptedEngine } from '../../src/lab/testing/scripted-engine.ts';
import { exportRuns } from '../../src/notebook/exchange.ts';
import { hashOf } from '../../src/notebook/identity.ts';
import { memoryDatabase } from '../../src/notebook/memory-database.ts';
import type { Notebook } from '../../src/notebook/notebook.ts';
import { keepRun } from '../../src/notebook/runs.ts';
import { guess, madeRun, routing } from '../../src/notebook/testing/made-run.ts';

export interface Wanted {
  readonly name: string;
  readonly seed: string;
  readonly count?: number;
  /** Ended early, after so many items. */
  readonly part?: number;
  /** Answers the same to everything. */
  readonly stubborn?: boolean;
}

/** The text of a file with these runs, the last one newest. */
export async function runsFile(wanted: readonly Wanted[]): Promise<string> {
  const notebook: Notebook = { database: memoryDatabase('It is a test.'), changes: { tell: () => undefined, hear: () => () => undefined, close: () => undefined } };
  const ids: string[] = [];
  for (const { name, seed, count = 60, part, stubborn = false } of wanted) {
    // Each of a minute of its own, so that their order is known.
    const { id } = await keepRun(notebook, part === undefined ? await madeRun(seed, { count }, stubborn ? () => 'billing' : guess) : await partOf(seed, count, part), { ms: 1200, name });
    ids.push(id);
  }
  const { text } = await exportRuns(notebook, ids);
  const [head, ...lines] = text.trimEnd().split('\n');
  const dated = lines.map((line, at) => line.replace(/"when":"[^"]*"/, `"when":"2026-01-02T03:0${at}:00.000Z"`));
  const checksum = await hashOf(canonical(dated.map((line) => (JSON.parse(line) as { note: unknown }).note)));
  return `${[JSON.stringify({ ...(JSON.parse(head!) as object), checksum }), ...dated].join('\n')}\n`;
}

async function partOf(seed: string, count: number, part: number): Promise<RunRecord> {
  const experiment = routing(seed, { count });
  const engine = scriptedEngine(guess);
  const finished: Finished[] = [];
  await run(experiment, engine, { onFinished: (each) => finished.push(each) });
  return (await partialRecord(experiment, engine, finished.filter(({ job }) => job < part * experiment.arms.length)))!;
}
