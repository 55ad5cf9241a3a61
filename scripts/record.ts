/**
 * Records the runs that the book quotes.
 *
 *   npm run record [-- --only few-shot,sampling]    runs the experiments and writes content/runs/<id>.json; searches go to content/searches
 *   npm run record -- --check                       runs them again and compares with what is committed, bit for bit
 *
 * --model names another model folder than the published one.
 */
import { RECORDED } from '../src/lab/experiments/index.ts';
import { SEARCHES } from '../src/lab/experiments/searches.ts';
import { command, CommandError, commandLine } from './command.ts';
import { openEngine } from './lab/open.ts';
import { progressLine } from './lab/progress.ts';
import { checkRuns, checkSearches, recordRuns, recordSearches } from './lab/recording.ts';

const RUNS = 'content/runs';
const SEARCH_RECORDS = 'content/searches';

await command(async (signal) => {
  const { values } = commandLine({
    options: {
      check: { type: 'boolean', default: false },
      only: { type: 'string' },
      model: { type: 'string' },
      tokenizer: { type: 'string', default: 'public/tinydesk/instructed/tokenizer.json' },
    },
  });
  const only = values.only?.split(',');
  const known = [...RECORDED, ...SEARCHES].map(({ id }) => id);
  const unknown = only?.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new CommandError(`There is no experiment "${unknown}". --only takes some of ${known.join(', ')}, with commas between.`);
  const isWanted = ({ id }: { readonly id: string }) => only?.includes(id) ?? true;
  const [experiments, searches] = [RECORDED.filter(isWanted), SEARCHES.filter(isWanted)];

  const engine = await openEngine(values);
  try {
    if (!values.check) {
      await recordRuns({ experiments, folder: RUNS, engine, progress: progressLine, signal });
      await recordSearches({ searches, folder: SEARCH_RECORDS, engine, progress: progressLine, signal });
      return 0;
    }
    const differences = [
      ...(await checkRuns({ experiments, folder: RUNS, engine, progress: progressLine, signal, complete: only === undefined })),
      ...(await checkSearches({ searches, folder: SEARCH_RECORDS, engine, progress: progressLine, signal })),
    ];
    for (const difference of differences) console.error(difference);
    console.log(differences.length === 0 ? `${experiments.length + searches.length} recorded runs are the same again, bit for bit.` : `${differences.length} of ${experiments.length + searches.length} recorded runs differ.`);
    return differences.length === 0 ? 0 : 1;
  } finally {
    await engine.close();
  }
});
