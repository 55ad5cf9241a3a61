/** A chat engine without a model, for tests: answers follow from the request by a given rule. */
import { EngineError, type ChatCompletion, type ChatEngine, type ChatRequest } from '../../engines/chat.ts';
import { hash32 } from '../../tinydesk/random.ts';
import { CATEGORIES } from '../../tinydesk/world/frames/format.ts';

export type Script = (request: ChatRequest, sample: number) => string;

export function scriptedEngine(script: Script): ChatEngine {
  return {
    info: () => Promise.resolve({ engine: 'tinydesk', model: 'scripted', modelHash: '00', versions: { script: '1' }, contextTokens: 512 }),
    tokenize: (text) => Promise.resolve([...text].map((character, id) => ({ id, text: character, bytes: [...new TextEncoder().encode(character)] }))),
    close: () => Promise.resolve(),
    async complete(requests, { signal, onCompletion } = {}) {
      const completions: ChatCompletion[] = [];
      for (const [at, request] of requests.entries()) {
        await Promise.resolve();
        if (signal?.aborted) throw new EngineError('cancelled', 'The run was cancelled.');
        const answers = Array.from({ length: request.n ?? 1 }, (_, sample) => script(request, sample));
        const prompt_tokens = request.messages.reduce((sum, { content }) => sum + content.length, 0);
        const completion_tokens = answers.join('').length;
        completions.push({
          object: 'chat.completion',
          model: 'scripted',
          choices: answers.map((content, index) => ({ index, message: { role: 'assistant', content }, finish_reason: content.endsWith('…') ? 'length' : 'stop', logprobs: null })),
          usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
        });
        onCompletion?.(at, completions[at]!);
      }
      return completions;
    },
  };
}

/** Answers that depend on the prompt, the seed and the sample, as a model's do. */
export const guess: Script = ({ messages, seed }, sample) => CATEGORIES[(hash32(`${messages.at(-1)!.content} ${seed} ${sample}`) >>> 0) % 5]!;
