import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { layoutOf } from '../../tinydesk/model/parameters.ts';
import { readSafetensors, writeSafetensors, type Tensor } from '../../tinydesk/model/safetensors.ts';
import { TINY, tinyTensors, tinyTokenizerJson } from '../../tinydesk/testing/tiny-model.ts';
import type { EngineErrorCode } from '../chat.ts';
import { folderOf, jsonFile, openTiny, readFrom, tinyFiles, wasm, withHashes, type Files } from '../testing/tiny-repository.ts';
import { readModelFile } from './disk.ts';
import { fetchFile } from './fetch-file.ts';
import { readRepository, type ReadFile } from './repository.ts';
import { openTinyDesk } from './tinydesk.ts';

const config = { architectures: ['LlamaForCausalLM'], model_type: 'llama', ...TINY };

/** The tiny model's files, with some replaced, or removed where undefined. */
function changed(changes: Record<string, Uint8Array<ArrayBuffer> | undefined>): Files {
  const files = new Map([...tinyFiles(), ...Object.entries(changes)]);
  return new Map([...files].filter((entry): entry is [string, Uint8Array<ArrayBuffer>] => entry[1] !== undefined));
}

/** The weights file, with its tensors changed. */
function weights(change: (tensors: Map<string, Tensor>) => void): Uint8Array<ArrayBuffer> {
  const tensors = tinyTensors();
  change(tensors);
  return writeSafetensors(tensors, 'F32');
}

const spare = (): Tensor => ({ shape: [2], data: new Float32Array(2) });

test.each(['F32', 'F16', 'BF16'] as const)('a folder with %s weights is read, with and without hashes', async (type) => {
  const files = tinyFiles(TINY, type);
  const plain = await readRepository(readFrom(files));
  expect([...plain.tensors.keys()]).toEqual(layoutOf(TINY).parameters.map(({ name }) => name));
  expect(plain.tensors).toEqual(readSafetensors(files.get('model.safetensors')!).tensors);
  expect(plain.config).toEqual(TINY);
  expect(plain.tokenizer.decode([plain.endToken], { special: true })).toBe('<|end|>');
  expect((await readRepository(readFrom(withHashes(files)))).hashes).toEqual(plain.hashes);
});

test('an untied head, a spare tied head, old rotary tables and a list of one end token are welcome', async () => {
  const untied = { ...TINY, tie_word_embeddings: false };
  expect((await readRepository(readFrom(tinyFiles(untied)))).tensors.has('lm_head.weight')).toBe(true);
  const files = changed({
    'model.safetensors': weights((tensors) => tensors.set('lm_head.weight', tensors.get('model.embed_tokens.weight')!).set('model.layers.0.self_attn.rotary_emb.inv_freq', spare())),
    'generation_config.json': jsonFile({ eos_token_id: [4] }),
  });
  expect((await readRepository(readFrom(files))).endToken).toBe(4);
});

/** A JSON file in which "DEEP" stands for a list in a list, and so on, deeper than calls can go. */
const deep = (value: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(value).replace('"DEEP"', '['.repeat(200_000) + ']'.repeat(200_000)));

/** A weights file of this header alone. */
function safetensors(header: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + header.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  return bytes;
}

const rightWeights = tinyFiles().get('model.safetensors')!;

test.each<[string, Files, EngineErrorCode, string]>([
  ['no config', changed({ 'config.json': undefined }), 'model-missing', 'config.json'],
  ['no weights', changed({ 'model.safetensors': undefined }), 'model-missing', 'model.safetensors'],
  ['no tokenizer', changed({ 'tokenizer.json': undefined }), 'model-missing', 'tokenizer.json'],
  ['no generation config', changed({ 'generation_config.json': undefined }), 'model-missing', 'generation_config.json'],
  ['weights cut short', changed({ 'model.safetensors': rightWeights.slice(0, -100) }), 'model-damaged', 'cut short'],
  ['weights cut off in the header', changed({ 'model.safetensors': rightWeights.slice(0, 100) }), 'model-damaged', 'header claims'],
  ['no weights to speak of', changed({ 'model.safetensors': new Uint8Array() }), 'model-damaged', '0 bytes'],
  ['weights of another hash', withHashes(tinyFiles()).set('model.safetensors', tinyFiles(TINY, 'F16').get('model.safetensors')!), 'model-damaged', 'hashes.json expects'],
  ['weights cut short, with hashes', withHashes(tinyFiles()).set('model.safetensors', rightWeights.slice(0, -100)), 'model-damaged', `has ${rightWeights.length - 100} bytes`],
  ['a tokenizer of another hash', withHashes(tinyFiles()).set('tokenizer.json', jsonFile({})), 'model-damaged', 'tokenizer.json has 2 bytes'],
  ['hashes that are none', changed({ 'hashes.json': jsonFile({ 'config.json': 3 }) }), 'model-damaged', 'hashes.json'],
  ['hashes that are not JSON', changed({ 'hashes.json': new Uint8Array([0x3c]) }), 'model-damaged', 'hashes.json is not JSON'],
  ['a config that is not JSON', changed({ 'config.json': new Uint8Array([0xff]) }), 'model-damaged', 'config.json is not JSON'],
  ['a config that is a list', changed({ 'config.json': jsonFile([]) }), 'model-damaged', 'config.json is not a JSON object'],
  ['another architecture', changed({ 'config.json': jsonFile({ ...config, architectures: ['Qwen2ForCausalLM'], model_type: 'qwen2' }) }), 'model-unsupported', 'Qwen2ForCausalLM'],
  ['scaled rotary embeddings', changed({ 'config.json': jsonFile({ ...config, rope_scaling: { type: 'linear', factor: 2 } }) }), 'model-unsupported', 'rope_scaling'],
  ['biases', changed({ 'config.json': jsonFile({ ...config, attention_bias: true }) }), 'model-unsupported', 'attention_bias'],
  ['another activation', changed({ 'config.json': jsonFile({ ...config, hidden_act: 'gelu' }) }), 'model-unsupported', 'gelu'],
  ['a width that is no multiple of 8', changed({ 'config.json': jsonFile({ ...config, hidden_size: 36 }) }), 'model-unsupported', 'multiple of 8'],
  ['layers without number', changed({ 'config.json': jsonFile({ ...config, num_hidden_layers: 2 ** 40 }) }), 'model-damaged', 'promises 1099511627776 layers'],
  ['a layer too many in the config', changed({ 'config.json': jsonFile({ ...config, num_hidden_layers: 3 }) }), 'model-damaged', 'has no model.layers.2'],
  ['a shape that differs', changed({ 'config.json': jsonFile({ ...config, intermediate_size: 72 }) }), 'model-damaged', '[64, 32] in model.safetensors, and config.json asks for [72, 32]'],
  ['a weight that is no number', changed({ 'model.safetensors': weights((tensors) => tensors.get('model.norm.weight')!.data.fill(NaN, 3)) }), 'model-damaged', 'value 4 of model.norm.weight in model.safetensors is NaN'],
  ['an endless weight', changed({ 'model.safetensors': weights((tensors) => (tensors.get('model.layers.0.self_attn.q_proj.weight')!.data[0] = -Infinity)) }), 'model-damaged', 'model.layers.0.self_attn.q_proj.weight in model.safetensors is -Infinity'],
  ['a weight missing', changed({ 'model.safetensors': weights((tensors) => tensors.delete('model.norm.weight')) }), 'model-damaged', 'has no model.norm.weight'],
  ['a bias among the weights', changed({ 'model.safetensors': weights((tensors) => tensors.set('model.layers.0.self_attn.q_proj.bias', spare())) }), 'model-unsupported', 'q_proj.bias'],
  ['a tokenizer of another kind', changed({ 'tokenizer.json': jsonFile({ model: { type: 'Unigram' } }) }), 'model-unsupported', 'byte-level BPE'],
  ['a tokenizer larger than the model', changed({ 'config.json': jsonFile({ ...config, vocab_size: 296 }) }), 'model-damaged', '304 tokens and config.json 296'],
  ['a tokenizer without roles', changed({ 'tokenizer.json': jsonFile({ ...tinyTokenizerJson(), added_tokens: [] }) }), 'model-unsupported', '<|system|>'],
  ['no end token', changed({ 'generation_config.json': jsonFile({}) }), 'model-unsupported', 'eos_token_id'],
  ...['architectures', 'model_type', 'hidden_act', 'vocab_size'].map((key): [string, Files, EngineErrorCode, string] =>
    [`a ${key} that is deeply nested`, changed({ 'config.json': deep({ ...config, [key]: 'DEEP' }) }), 'model-unsupported', '[[[']),
  ['an end token that is deeply nested', changed({ 'generation_config.json': deep({ eos_token_id: 'DEEP' }) }), 'model-unsupported', 'is [[['],
  ['a tensor type that is deeply nested', changed({ 'model.safetensors': safetensors(deep({ a: { dtype: 'DEEP' } })) }), 'model-damaged', 'has type [[['],
  ['a token id that is deeply nested', changed({ 'tokenizer.json': deep({ ...tinyTokenizerJson(), model: { type: 'BPE', merges: [], vocab: { a: 'DEEP' } } }) }), 'model-unsupported', 'is [[['],
  ['an end token beyond the vocabulary', changed({ 'generation_config.json': jsonFile({ eos_token_id: 304 }) }), 'model-unsupported', 'eos_token_id'],
])('a folder with %s is refused', async (_, files, code, reason) => {
  const outcome = openTiny(files);
  await expect(outcome).rejects.toMatchObject({ name: 'EngineError', code });
  await expect(outcome).rejects.toThrow(reason);
});

test('hashes that cannot be fetched are not taken for none', async () => {
  const files = tinyFiles();
  const read: ReadFile = (name) => (name === 'hashes.json' ? fetchFile('http://127.0.0.1:9/hashes.json') : readFrom(files)(name));
  await expect(readRepository(read)).rejects.toMatchObject({ code: 'model-unreachable' });
});

test('on disk, only a file that does not exist is missing', async () => {
  const folder = folderOf(tinyFiles());
  expect((await readRepository(readModelFile(folder))).config).toEqual(TINY);
  mkdirSync(join(folder, 'hashes.json'));
  const outcome = readRepository(readModelFile(folder));
  await expect(outcome).rejects.toMatchObject({ code: 'model-unreachable' });
  await expect(outcome).rejects.toThrow('hashes.json cannot be read (EISDIR)');
});

test('a model that fits no memory says so', async () => {
  const outcome = openTiny(changed({ 'config.json': jsonFile({ ...config, max_position_embeddings: 2 ** 31 }) }));
  await expect(outcome).rejects.toMatchObject({ code: 'out-of-memory' });
  await expect(outcome).rejects.toThrow('MB of memory');
});

test('weights too large to compute with end in an error, not in scores that are none', async () => {
  const engine = await openTiny(changed({ 'model.safetensors': weights((tensors) => tensors.get('model.norm.weight')!.data.fill(3e38)) }));
  const outcome = engine.complete([{ messages: [{ role: 'user', content: 'a' }], max_tokens: 2, logprobs: true }]);
  await expect(outcome).rejects.toMatchObject({ code: 'model-damaged' });
});

test('an error of its own is one sentence after another', async () => {
  const outcome = openTinyDesk({ read: () => Promise.reject(new RangeError('Maximum call stack size exceeded')), wasm: wasm(), model: 'tiny' });
  await expect(outcome).rejects.toMatchObject({ name: 'EngineError', code: 'internal' });
  await expect(outcome).rejects.toThrow('an error of its own: Maximum call stack size exceeded. Reload');
});

test('a machine that cannot run the kernels is told what they need', async () => {
  await expect(openTinyDesk({ read: readFrom(tinyFiles()), wasm: new Uint8Array([1, 2, 3]), model: 'tiny' })).rejects.toThrow('WebAssembly SIMD');
});

test('a closed engine says so, and cancels what runs', async () => {
  const engine = await openTiny();
  const running = engine.complete(Array.from({ length: 100 }, () => ({ messages: [{ role: 'user' as const, content: 'a' }], n: 8 })));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await engine.close();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await expect(engine.info()).rejects.toThrow('closed');
  await expect(engine.complete([])).rejects.toThrow('closed');
});
