/**
 * Turns a pretraining checkpoint into a Hugging Face model folder that the site ships.
 *
 *   npm run publish-model -- --folder .cache/pretrain/instructed --to public/tinydesk/instructed
 *
 * With --towards, the weights go a part of the way (--share, 0 to 1) back to those of an earlier checkpoint, in another folder.
 * The matrices of the layers are stored in 8 bits (see model/quantised.ts), or like the rest in binary16 with --bits 16.
 * hashes.json holds the SHA-256 of every file that the loader reads; curve.json the
 * pretraining loss.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { layoutOf, type ParameterLayout } from '../src/tinydesk/model/parameters.ts';
import { quantise, QUANTISATION } from '../src/tinydesk/model/quantised.ts';
import { fromHalf, toHalf, writeSafetensors } from '../src/tinydesk/model/safetensors.ts';
import { CHAT_TEMPLATE, SPECIAL_TOKENS } from '../src/tinydesk/tokenizer/chat.ts';
import { thinned, type LossPoint } from '../src/tinydesk/train/loss-curve.ts';
import { command, CommandError, commandLine } from './command.ts';
import { checkShapes, readCheckpoint, readTokenizer, type Checkpoint } from './pretrain/checkpoint.ts';
import { interpolate } from './pretrain/interpolate.ts';
import { SHAPE } from '../src/tinydesk/shape.ts';

/** Points of the loss curve that are kept. */
const CURVE_POINTS = 200;
/** Files whose hash the loader checks. */
const HASHED = ['config.json', 'generation_config.json', 'model.safetensors', 'tokenizer.json'];

await command(() => {
  const { values } = commandLine({
    options: {
      folder: { type: 'string', default: '.cache/pretrain/instructed' },
      towards: { type: 'string' },
      share: { type: 'string', default: '0.5' },
      to: { type: 'string', default: 'public/tinydesk/instructed' },
      tokenizer: { type: 'string', default: 'public/tinydesk/instructed/tokenizer.json' },
      bits: { type: 'string', default: '8' },
    },
  });

  if (values.bits !== '8' && values.bits !== '16') throw new CommandError(`Weights are stored in 8 or 16 bits, not in ${values.bits}.`);
  const inBytes = values.bits === '8';
  const layout = layoutOf(SHAPE);
  const checkpoint = checkpointIn(values.folder, layout);
  const other = values.towards === undefined ? undefined : checkpointIn(values.towards, layout);
  const share = Number(values.share);
  if (other && other.tokens >= checkpoint.tokens) throw new CommandError(`--towards names an earlier checkpoint of the run; the one in ${values.towards} has read ${other.tokens} tokens, and the one in ${values.folder} ${checkpoint.tokens}.`);
  if (!(values.share.trim() !== '' && share >= 0 && share <= 1)) throw new CommandError(`--share takes a number from 0 to 1, not "${values.share}".`);
  readTokenizer(values.tokenizer);
  mkdirSync(values.to, { recursive: true });
  const write = (name: string, content: string | Uint8Array): void => writeFileSync(`${values.to}/${name}`, content);
  const writeJson = (name: string, content: unknown): void => write(name, `${JSON.stringify(content, null, 2)}\n`);
  const id = (token: (typeof SPECIAL_TOKENS)[number]): number => SPECIAL_TOKENS.indexOf(token);

  const tensors = interpolate(checkpoint, other ?? checkpoint, other ? share : 0, layout);
  const stored = inBytes ? quantise(tensors) : { tensors, typeOf: () => 'F16' as const };
  write('model.safetensors', writeSafetensors(stored.tensors, stored.typeOf, { format: 'pt' }));
  const tokenizer = readFileSync(values.tokenizer);
  write('tokenizer.json', tokenizer);
  writeJson('config.json', {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    ...SHAPE,
    hidden_act: 'silu',
    attention_bias: false,
    mlp_bias: false,
    attention_dropout: 0,
    rope_scaling: null,
    pad_token_id: id('<|pad|>'),
    bos_token_id: null,
    eos_token_id: id('<|end|>'),
    dtype: 'float16',
    ...(inBytes ? { quantization_config: QUANTISATION } : {}),
  });
  writeJson('generation_config.json', { pad_token_id: id('<|pad|>'), eos_token_id: id('<|end|>'), do_sample: true, temperature: 1 });
  writeJson('tokenizer_config.json', {
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: SHAPE.max_position_embeddings,
    pad_token: '<|pad|>',
    eos_token: '<|end|>',
    clean_up_tokenization_spaces: false,
    chat_template: CHAT_TEMPLATE,
  });
  writeJson('hashes.json', Object.fromEntries(HASHED.map((name) => [name, createHash('sha256').update(readFileSync(`${values.to}/${name}`)).digest('hex')])));
  writeJson('curve.json', { step: checkpoint.step, tokens: checkpoint.tokens, ...(other && { towards: { tokens: other.tokens, share } }), curve: curve(`${values.folder}/curve.jsonl`) });
  console.log(`Wrote ${values.to}: ${layout.count} parameters after ${checkpoint.tokens} tokens${other ? `, ${share} of the way back to ${other.tokens}` : ''}.`);
  return 0;
});

/** The checkpoint in a folder, fit to be published. */
function checkpointIn(folder: string, layout: ParameterLayout): Checkpoint {
  const checkpoint = readCheckpoint(folder);
  if (!checkpoint) throw new CommandError(`There is no checkpoint in ${folder}. Make one with: npm run pretrain -- --folder ${folder}`);
  checkShapes(folder, checkpoint, layout, { state: false });
  checkHalves(folder, checkpoint, layout);
  return checkpoint;
}

/** Refuses weights that binary16 cannot hold: the loader would take them for damage. */
function checkHalves(folder: string, { tensors }: Checkpoint, { parameters }: ParameterLayout): void {
  for (const { name } of parameters) {
    const worst = tensors.get(name)!.data.find((value) => !Number.isFinite(fromHalf(toHalf(value))));
    if (worst !== undefined) throw new CommandError(`The checkpoint in ${folder} cannot be published: ${name} holds ${worst}, which binary16 has no number for. Go back to an earlier checkpoint, or train with lower rates.`);
  }
}

function curve(path: string): LossPoint[] {
  if (!existsSync(path)) return [];
  const points = readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { tokens: number; loss: number });
  return thinned(points.map(({ tokens, loss }): LossPoint => [tokens, loss]), CURVE_POINTS).map(([tokens, loss]) => [tokens, Math.round(loss * 1e4) / 1e4]);
}
