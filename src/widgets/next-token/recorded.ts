/** What the page knows of the presets before anything runs: how the shipped model reads them, and the recorded answers. */
import { readFileSync } from 'node:fs';
import { openTinyDesk } from '../../engines/tinydesk/tinydesk.ts';
import { sampling } from '../../lab/experiments/sampling.ts';
import { itemsOf } from '../../lab/items.ts';
import { committedRun } from '../../lab/prose.ts';
import { armOf } from '../../lab/record.ts';
import { parseConfig } from '../../tinydesk/model/config.ts';
import { read, type Answer, type Reading } from './ask.ts';
import { PRESETS, type PresetId } from './presets.ts';

export interface Recorded extends Reading {
  readonly answers: readonly Pick<Answer, 'text' | 'ended'>[];
}

export interface RecordedPresets {
  /** Entries of the model's vocabulary. */
  readonly vocabulary: number;
  /** SHA-256 of the weights. */
  readonly modelHash: string;
  /** The seed of the recorded answers. */
  readonly seed: number;
  readonly presets: Readonly<Record<PresetId, Recorded>>;
}

const FOLDER = 'public/tinydesk/instructed';

let worked: Promise<RecordedPresets> | undefined;

/** Worked out once, when the pages are built: the readings by the model itself, the answers from the committed run. */
export function recordedPresets(): Promise<RecordedPresets> {
  worked ??= work();
  return worked;
}

async function work(): Promise<RecordedPresets> {
  const bytes = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(path));
  const record = committedRun(sampling.id);
  const [item] = await itemsOf(sampling);
  const { vocab_size: vocabulary } = parseConfig(JSON.parse(readFileSync(`${FOLDER}/config.json`, 'utf8')));
  const engine = await openTinyDesk({
    read: (name) => Promise.resolve(bytes(`${FOLDER}/${name}`)),
    wasm: bytes('src/tinydesk/kernels/kernels.wasm'),
    model: 'tinydesk-instructed',
  });
  try {
    const presets: Partial<Record<PresetId, Recorded>> = {};
    for (const { id, prompt } of PRESETS) {
      const arm = armOf(record, id);
      const answers = arm.outcomes.map((place, outcome) => ({ text: arm.answers[place] ?? '', ended: !arm.cut.includes(outcome) }));
      presets[id] = { ...(await read(engine, vocabulary, prompt)), answers };
    }
    return { vocabulary, modelHash: record.engine.modelHash, seed: item!.seed, presets: presets as Record<PresetId, Recorded> };
  } finally {
    await engine.close();
  }
}
