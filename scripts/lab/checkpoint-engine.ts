/** A chat engine over a pretraining checkpoint, in this thread: for watching abilities grow while a run goes on. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { EngineError, type ChatCompletion, type ChatEngine, type ChatRequest, type RunOptions } from '../../src/engines/chat.ts';
import { Kernels } from '../../src/tinydesk/kernels/kernels.ts';
import { Constraint, jsonPattern, type JsonSchema } from '../../src/tinydesk/model/constraint.ts';
import { BATCH, generate, type GenerateRequest } from '../../src/tinydesk/model/generate.ts';
import { Llama } from '../../src/tinydesk/model/llama.ts';
import { Weights } from '../../src/tinydesk/model/weights.ts';
import { encodeChat } from '../../src/tinydesk/tokenizer/chat.ts';
import { Tokenizer } from '../../src/tinydesk/tokenizer/tokenizer.ts';
import { readCheckpoint } from '../pretrain/checkpoint.ts';
import { SHAPE } from '../pretrain/shape.ts';

export interface CheckpointEngine extends ChatEngine {
  /** Tokens the checkpoint had seen. */
  readonly tokensSeen: number;
}

/** Opens the checkpoint of a pretraining folder, with the tokenizer that it was trained with. */
export async function openCheckpoint(folder: string, tokenizerPath: string): Promise<CheckpointEngine> {
  const checkpoint = readCheckpoint(folder);
  if (!checkpoint) throw new EngineError('model-missing', `There is no checkpoint in ${folder}. Name the folder of a pretraining run.`);
  const tokenizer = Tokenizer.parse(JSON.parse(readFileSync(tokenizerPath, 'utf8')));
  const kernels = await Kernels.instantiate(readFileSync(new URL('../../src/tinydesk/kernels/kernels.wasm', import.meta.url)));
  const weights = new Weights(kernels, SHAPE);
  for (const { name } of weights.layout.parameters) weights.parameter(name).set(checkpoint.tensors.get(name)!.data);
  const llama = new Llama(kernels, weights);
  const modelHash = createHash('sha256').update(readFileSync(`${folder}/checkpoint.safetensors`)).digest('hex');
  const context = SHAPE.max_position_embeddings;

  const answersOf = async (request: ChatRequest): Promise<GenerateRequest[]> => {
    const prompt = encodeChat(tokenizer, request.messages);
    if (prompt.length >= context) throw new EngineError('prompt-too-long', `A prompt has ${prompt.length} tokens; the context holds ${context}.`);
    const format = request.response_format;
    const schema = format?.type === 'json_object' && format.schema ? (JSON.parse(format.schema) as JsonSchema) : undefined;
    return Array.from({ length: request.n ?? 1 }, (_, i) => ({
      prompt,
      sampling: { temperature: request.temperature ?? 1, topP: request.top_p ?? 1, topK: request.top_k ?? 0 },
      seed: `${request.seed ?? 0}/${i}`,
      maxTokens: request.max_tokens ?? context,
      endToken: tokenizer.special('<|end|>'),
      stop: typeof request.stop === 'string' ? [request.stop] : (request.stop ?? []),
      ...(schema && { constraint: new Constraint(jsonPattern(schema)) }),
    }));
  };

  return {
    tokensSeen: checkpoint.tokens,
    info: () => Promise.resolve({ engine: 'tinydesk', model: `checkpoint at ${checkpoint.tokens} tokens`, modelHash, versions: {}, contextTokens: context }),
    tokenize: (text) => Promise.resolve(tokenizer.encode(text).map((id) => ({ id, text: tokenizer.decode([id]), bytes: [...tokenizer.bytes([id])] }))),
    close: () => Promise.resolve(),
    async complete(requests: readonly ChatRequest[], { signal, onCompletion, onProgress }: RunOptions = {}) {
      const completions: ChatCompletion[] = [];
      for (let from = 0; from < requests.length; ) {
        const group: { request: ChatRequest; answers: GenerateRequest[] }[] = [];
        for (let room = BATCH; room > 0 && from < requests.length; room -= requests[from - 1]!.n ?? 1) {
          const request = requests[from++]!;
          group.push({ request, answers: await answersOf(request) });
        }
        if (signal?.aborted) throw new EngineError('cancelled', 'The run was cancelled.');
        const generated = await generate(kernels, llama, tokenizer, group.flatMap(({ answers }) => answers));
        for (const { answers } of group) {
          const own = generated.splice(0, answers.length);
          const prompt_tokens = answers[0]!.prompt.length;
          const completion_tokens = own.reduce((sum, { ids }) => sum + ids.length, 0);
          const completion: ChatCompletion = {
            object: 'chat.completion',
            model: 'checkpoint',
            choices: own.map(({ text, finish }, index) => ({ index, message: { role: 'assistant', content: text }, finish_reason: finish, logprobs: null })),
            usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
          };
          completions.push(completion);
          onCompletion?.(completions.length - 1, completion);
          onProgress?.(completions.length, requests.length);
        }
      }
      return completions;
    },
  };
}
