/**
 * A model as a Hugging Face repository: config.json, model.safetensors, tokenizer.json and generation_config.json in
 * one folder, and optionally hashes.json, the SHA-256 of each by name. Untrusted input: whatever does not fit is
 * refused with an EngineError that says which file and why.
 */
import { ConfigError, parseConfig, type LlamaConfig } from '../../tinydesk/model/config.ts';
import { layoutOf } from '../../tinydesk/model/parameters.ts';
import { storageOf, weightsFrom } from '../../tinydesk/model/quantised.ts';
import { readSafetensors, SafetensorsError, type Tensor } from '../../tinydesk/model/safetensors.ts';
import { show } from '../../tinydesk/show.ts';
import { SPECIAL_TOKENS } from '../../tinydesk/tokenizer/chat.ts';
import { Tokenizer, TokenizerError } from '../../tinydesk/tokenizer/tokenizer.ts';
import { EngineError } from '../chat.ts';
import { sha256 } from '../sha256.ts';

/** Reads a file of the folder; rejects with an EngineError, whose code is `model-missing` only where there is surely none. */
export type ReadFile = (name: string) => Promise<Uint8Array<ArrayBuffer>>;

export interface Repository {
  config: LlamaConfig;
  /** The weights by Hugging Face name, of the shapes that the config asks for. */
  tensors: ReadonlyMap<string, Tensor>;
  tokenizer: Tokenizer;
  endToken: number;
  /** SHA-256 of the files that answers depend on. */
  hashes: Record<ModelFile, string>;
}

const FILES = ['config.json', 'generation_config.json', 'tokenizer.json', 'model.safetensors'] as const;
export type ModelFile = (typeof FILES)[number];

export async function readRepository(read: ReadFile): Promise<Repository> {
  const expected = await expectedHashes(read);
  const files = await Promise.all(FILES.map((name) => readChecked(read, name, expected)));
  const bytes = Object.fromEntries(FILES.map((name, i) => [name, files[i]!.bytes])) as Record<ModelFile, Uint8Array<ArrayBuffer>>;
  const hashes = Object.fromEntries(FILES.map((name, i) => [name, files[i]!.hash])) as Record<ModelFile, string>;

  const configJson = jsonOf('config.json', bytes['config.json']);
  const config = understood(() => parseConfig(configJson));
  const storage = understood(() => storageOf(configJson));
  const tokenizer = understood(() => Tokenizer.parse(jsonOf('tokenizer.json', bytes['tokenizer.json'])));
  if (tokenizer.size > config.vocab_size) {
    throw damaged(`tokenizer.json has ${tokenizer.size} tokens and config.json ${config.vocab_size}: they belong to different models`);
  }
  for (const token of SPECIAL_TOKENS.slice(1)) {
    try {
      tokenizer.special(token);
    } catch {
      throw new EngineError('model-unsupported', `This model cannot chat here: its tokenizer has no ${token}. Choose a model trained on TinyDesk's chat format.`);
    }
  }
  const endToken = endTokenOf(jsonOf('generation_config.json', bytes['generation_config.json']), tokenizer);
  const tensors = understood(() => weightsFrom(storage, readSafetensors(bytes['model.safetensors']).tensors));
  checkTensors(config, tensors);
  return { config, tensors, tokenizer, endToken, hashes };
}

async function expectedHashes(read: ReadFile): Promise<Partial<Record<ModelFile, string>>> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await read('hashes.json');
  } catch (error) {
    if (error instanceof EngineError && error.code === 'model-missing') return {};
    throw error;
  }
  const hashes = jsonOf('hashes.json', bytes);
  if (Object.values(hashes).some((hash) => typeof hash !== 'string')) throw damaged('hashes.json holds something other than hashes');
  return hashes as Partial<Record<ModelFile, string>>;
}

async function readChecked(read: ReadFile, name: ModelFile, expected: Partial<Record<ModelFile, string>>): Promise<{ bytes: Uint8Array<ArrayBuffer>; hash: string }> {
  const bytes = await read(name);
  const hash = await sha256(bytes);
  const wanted = expected[name];
  if (wanted !== undefined && wanted !== hash) {
    throw damaged(`${name} has ${bytes.length} bytes with the SHA-256 ${hash.slice(0, 12)}…, and hashes.json expects ${wanted.slice(0, 12)}…`);
  }
  return { bytes, hash };
}

function jsonOf(name: string, bytes: Uint8Array): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw damaged(`${name} is not JSON`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw damaged(`${name} is not a JSON object`);
  return json as Record<string, unknown>;
}

/** The errors of the parsers, as errors of an engine. */
function understood<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ConfigError || error instanceof TokenizerError) throw new EngineError('model-unsupported', error.message);
    if (error instanceof SafetensorsError) throw new EngineError('model-damaged', error.message);
    throw error;
  }
}

function endTokenOf(generation: Record<string, unknown>, tokenizer: Tokenizer): number {
  const listed = generation['eos_token_id'];
  const id: unknown = Array.isArray(listed) && listed.length === 1 ? listed[0] : listed;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0 || id >= tokenizer.size) {
    throw new EngineError('model-unsupported', `This model cannot be loaded: eos_token_id in generation_config.json is ${show(listed)}, and this engine needs the id of one token.`);
  }
  return id;
}

/** A head that is tied, and tables that are computed: files of older libraries hold them all the same. */
function isSpare(name: string, config: LlamaConfig): boolean {
  return (config.tie_word_embeddings && name === 'lm_head.weight') || name.endsWith('.rotary_emb.inv_freq');
}

function checkTensors(config: LlamaConfig, tensors: ReadonlyMap<string, Tensor>): void {
  if (config.num_hidden_layers > tensors.size) throw damaged(`config.json promises ${config.num_hidden_layers} layers and model.safetensors holds ${tensors.size} tensors`);
  const { parameters } = layoutOf(config);
  for (const { name, shape } of parameters) {
    const tensor = tensors.get(name);
    if (!tensor) throw damaged(`model.safetensors has no ${name}`);
    if (tensor.shape.join() !== shape.join()) throw damaged(`${name} has the shape [${tensor.shape.join(', ')}] in model.safetensors, and config.json asks for [${shape.join(', ')}]`);
    const at = tensor.data.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) throw damaged(`value ${at + 1} of ${name} in model.safetensors is ${tensor.data[at]}, which is no number to compute with`);
  }
  const names = new Set(parameters.map(({ name }) => name));
  for (const name of tensors.keys()) {
    if (!names.has(name) && !isSpare(name, config)) {
      throw new EngineError('model-unsupported', `This model cannot be loaded: model.safetensors holds ${name}, which no LlamaForCausalLM has, so answers would be wrong without it. Choose a plain Llama model.`);
    }
  }
}

function damaged(reason: string): EngineError {
  return new EngineError('model-damaged', `The model is damaged: ${reason}. Fetch it again.`);
}
