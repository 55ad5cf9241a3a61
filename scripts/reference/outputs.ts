/**
 * What this engine makes of a model folder, as lines of JSON, for transformers_check.py to compare with:
 *
 *   node scripts/reference/outputs.ts public/tinydesk/instructed
 *
 * `{text, ids}`: a text and its tokens. `{messages, prompt, logits, answer}`: a conversation, its tokens up to the next
 * answer, the logits after each of them (float32, little-endian, base64) and the greedy answer's tokens.
 */
import { readKernels, readModelFile } from '../../src/engines/tinydesk/disk.ts';
import { readRepository } from '../../src/engines/tinydesk/repository.ts';
import { Kernels } from '../../src/tinydesk/kernels/kernels.ts';
import { Llama } from '../../src/tinydesk/model/llama.ts';
import { Weights } from '../../src/tinydesk/model/weights.ts';
import { Random } from '../../src/tinydesk/random.ts';
import { encodeChat, type ChatMessage } from '../../src/tinydesk/tokenizer/chat.ts';
import { FAMILIES } from '../../src/tinydesk/world/mixture.ts';
import { promptOf } from '../../src/tinydesk/world/example.ts';

const TEXTS = 500;
const PROMPTS = 20;
const ANSWER = 48;

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Name a model folder: node scripts/reference/outputs.ts public/tinydesk/instructed');
  process.exit(1);
}
const { config, tensors, tokenizer, endToken } = await readRepository(readModelFile(folder));
const kernels = await Kernels.instantiate(await readKernels());
const weights = new Weights(kernels, config);
for (const { name } of weights.layout.parameters) weights.parameter(name).set(tensors.get(name)!.data);
const llama = new Llama(kernels, weights);

const random = new Random('transformers-check');
for (const text of texts()) console.log(JSON.stringify({ text, ids: tokenizer.encode(text) }));
for (const messages of conversations()) {
  const prompt = encodeChat(tokenizer, messages);
  console.log(JSON.stringify({ messages, prompt, ...run(prompt) }));
}

function run(prompt: readonly number[]): { logits: string; answer: number[] } {
  const mark = kernels.mark();
  const { logits: columns, vocabulary } = weights.dim;
  const rows = kernels.allocate(prompt.length * columns);
  const sequence = llama.sequence(Math.min(config.max_position_embeddings, prompt.length + ANSWER));
  llama.run([{ sequence, tokens: prompt, logits: 'all' }], rows);
  const bytes = Buffer.concat(prompt.map((_, row) => {
    const values = kernels.floats(rows + 4 * row * columns, vocabulary);
    return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  }));
  const answer: number[] = [];
  let next = kernels.run.argmax(rows + 4 * (prompt.length - 1) * columns, columns);
  while (next !== endToken && answer.length < ANSWER && sequence.length < sequence.capacity) {
    answer.push(next);
    llama.run([{ sequence, tokens: [next], logits: 'last' }], rows);
    next = kernels.run.argmax(rows, columns);
  }
  kernels.release(mark);
  return { logits: bytes.toString('base64'), answer };
}

/** Conversations of the development split, from several families. */
function conversations(): ChatMessage[][] {
  const families = ['explicit', 'kshot', 'extract', 'totals', 'rules', 'policy', 'table', 'role', 'steps', 'vague'] as const;
  return Array.from({ length: PROMPTS }, (_, i) => promptOf(FAMILIES[families[i % families.length]!](random, 'dev')));
}

/** The world's own text, then text that it would never write: every script, and whatever breaks tokenizers. */
function texts(): string[] {
  const odd = [
    '', ' ', '  ', '\n', '\r\n\r\n', '\t\tx', ' a  b   c    d ', "don't I'll we've you're it's he'd I'M DON'T", 'ﬁ ﬂ Å Å é é', '１２３ ٤٥٦ Ⅷ ½ x² 三',
    '<|end|>', 'a<|user|>b', '<|end', '👩‍👩‍👧‍👦🇩🇪🏳️‍🌈', '\u0000\u0001\u007f', '\ufeffBOM', 'a\u00a0b\u2003c\u200bd\u3000e', 'zalgo ͚̗t̖̬͠e̡̞x͚t', 'العربية עברית', '\ufffd\uffff',
    'naïve café — “quoted” … €5,99', 'x'.repeat(300), '-----=====', 'https://example.com/?q=1&r=%20#x', '{"a": [1, 2.5e-3, null]}', '\u2028\u2029\u0085', '𝒳𝓎𝓏 𐍈 𝟘𝟙', '12:30 2024-05-06 #A1B2',
  ];
  const world = Array.from({ length: 250 }, () => FAMILIES.plain(random, 'dev')).flatMap((example) => ('text' in example ? [example.text] : []));
  const ranges: [number, number][] = [
    [0x20, 0x7e], [0x20, 0x7e], [0x00, 0x2ff], [0x300, 0x52f], [0x590, 0x97f], [0xe00, 0xe7f], [0x1f00, 0x218f], [0x2190, 0x2bff],
    [0x3000, 0x30ff], [0x4e00, 0x9fff], [0xac00, 0xd7a3], [0xe000, 0xffff], [0x10000, 0x10fff], [0x1d400, 0x1d7ff], [0x1f300, 0x1faff], [0x9, 0xd],
  ];
  const made = Array.from({ length: TEXTS - odd.length - world.length }, () => {
    const chosen = random.sample(ranges, random.int(1, 4));
    return Array.from({ length: random.int(1, 60) }, () => (random.chance(0.15) ? ' ' : String.fromCodePoint(random.int(...random.pick(chosen))))).join('');
  });
  return [...odd, ...world, ...made];
}
