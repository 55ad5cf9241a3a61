/** What the programs of a pretraining run say to a command line or a folder that they cannot use: one sentence, and status 1. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { layoutOf } from '../../src/tinydesk/model/parameters.ts';
import { writeSafetensors, type Tensor } from '../../src/tinydesk/model/safetensors.ts';
import { SHAPE } from '../../src/tinydesk/shape.ts';
import { stateSize } from '../../src/tinydesk/train/optimiser.ts';
import { checkResumes, readCheckpoint, STATE_PREFIX } from './checkpoint.ts';

const layout = layoutOf(SHAPE);
const root = mkdtempSync(join(tmpdir(), 'refusals-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder with a checkpoint of zeros, changed. */
function checkpointIn(name: string, change: (tensors: Map<string, Tensor>) => void = () => undefined, metadata: Record<string, string> = {}): string {
  const folder = join(root, name);
  mkdirSync(folder);
  const tensors = new Map<string, Tensor>(layout.parameters.flatMap((p): [string, Tensor][] => [
    [p.name, { shape: p.shape, data: new Float32Array(p.size) }],
    [STATE_PREFIX + p.name, { shape: [stateSize(p)], data: new Float32Array(stateSize(p)) }],
  ]));
  change(tensors);
  writeFileSync(join(folder, 'checkpoint.safetensors'), writeSafetensors(tensors, 'F32', { step: '7', tokens: '9', began: '0', seed: 'one', stage: 'raw', ...metadata }));
  return folder;
}

const whole = checkpointIn('whole');
const narrow = checkpointIn('narrow', (tensors) => tensors.set('model.norm.weight', { shape: [8], data: new Float32Array(8) }));
const stateless = checkpointIn('stateless', (tensors) => tensors.delete(`${STATE_PREFIX}model.norm.weight`));
const endless = checkpointIn('endless', (tensors) => (tensors.get('model.norm.weight')!.data[3] = 70_000));
const countless = checkpointIn('countless', () => undefined, { step: 'many' });
const early = checkpointIn('early', () => undefined, { tokens: '8' });
const damaged = join(root, 'damaged');
mkdirSync(damaged);
writeFileSync(join(damaged, 'checkpoint.safetensors'), readFileSync(join(whole, 'checkpoint.safetensors')).subarray(0, 5_000));

test('a checkpoint goes on with its own seed and stage only, in its own shape', () => {
  const resume = (folder: string, seed: string, stage: 'raw' | 'instructed') => () => checkResumes(folder, readCheckpoint(folder)!, layout, { seed, stage });
  expect(resume(whole, 'one', 'raw')).not.toThrow();
  expect(resume(whole, 'two', 'raw')).toThrow('is of the seed "one", and this run is of "two"');
  expect(resume(whole, 'one', 'instructed')).toThrow('is of the stage "raw", and this run is of "instructed"');
  expect(resume(narrow, 'one', 'raw')).toThrow('model.norm.weight has the shape [8]');
  expect(resume(stateless, 'one', 'raw')).toThrow('optimiser.model.norm.weight is not there');
  expect(resume(countless, 'one', 'raw')).toThrow('does not say after how many steps');
});

test.each<[string, string[], string]>([
  ['pretrain', ['--tokens', 'abc'], '--tokens takes a whole number of at least 1, not "abc".'],
  ['pretrain', ['--budget', '0'], '--budget takes a whole number of at least 1, not "0".'],
  ['pretrain', ['--workers', '0'], '--workers takes a whole number of at least 1, not "0".'],
  ['pretrain', ['--stage', 'foo'], 'There is no stage "foo". Use raw or instructed.'],
  ['pretrain', ['--sped', '1'], "Unknown option '--sped'. The options are --stage, --tokens,"],
  ['pretrain', ['--folder', damaged], 'It is damaged; move it away'],
  ['pretrain', ['--folder', whole, '--stage', 'raw'], 'is of the seed "one"'],
  ['pretrain', ['--from', join(root, 'none'), '--folder', join(root, 'new')], 'There is no file'],
  ['pretrain', ['--tokenizer', join(root, 'none.json')], 'There is no file'],
  ['publish', ['--folder', endless, '--to', join(root, 'published')], 'model.norm.weight holds 70000, which binary16 has no number for'],
  ['publish', ['--folder', narrow, '--to', join(root, 'published')], 'is of another model'],
  ['publish', ['--folder', whole, '--towards', endless, '--to', join(root, 'published')], 'model.norm.weight holds 70000'],
  ['publish', ['--folder', whole, '--towards', join(root, 'none')], 'There is no checkpoint in'],
  ['publish', ['--folder', whole, '--towards', early, '--share', '2'], '--share takes a number from 0 to 1, not "2".'],
  ['publish', ['--folder', early, '--towards', whole], '--towards names an earlier checkpoint of the run'],
  ['publish', ['--folder', damaged], 'It is damaged'],
  ['publish', ['--too', 'x'], "Unknown option '--too'. The options are --folder, --towards, --share, --to, --tokenizer, --bits."],
  ['lab', ['--checkpoint', damaged, 'abilities'], 'It is damaged'],
  ['lab', ['--chekpoint', damaged], "Unknown option '--chekpoint'"],
  ['record', ['--chek'], "Unknown option '--chek'"],
])('%s %j is refused in one sentence', async (program, options, reason) => {
  const { status, said } = await new Promise<{ status: unknown; said: string }>((resolve) => {
    execFile(process.execPath, [`scripts/${program}.ts`, ...options], (error, out, err) => resolve({ status: error?.code, said: out + err }));
  });
  expect(status).toBe(1);
  expect(said).toContain(reason);
  expect(said.trim().split('\n')).toHaveLength(1);
});
