/** Several engines of the same model as one: each takes the next stretch of the requests when it is free. */
import type { ChatCompletion, ChatEngine, ChatRequest, RunOptions } from '../../src/engines/chat.ts';

/** Requests handed out at a time: two decoding batches. */
const STRETCH = 64;

/** Answers do not depend on who gives them, so a crew's completions are those of any of its engines. */
export function crew(engines: readonly [ChatEngine, ...ChatEngine[]]): ChatEngine {
  return {
    info: () => engines[0].info(),
    tokenize: (text) => engines[0].tokenize(text),
    close: async () => {
      await Promise.all(engines.map((engine) => engine.close()));
    },
    async complete(requests: readonly ChatRequest[], { signal, ready, onProgress, onCompletion, onToken }: RunOptions = {}) {
      const failed = new AbortController();
      const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
      const completions = new Array<ChatCompletion>(requests.length);
      let next = 0;
      let done = 0;
      const work = async (engine: ChatEngine): Promise<void> => {
        while (next < requests.length) {
          const from = next;
          next += STRETCH;
          await engine.complete(requests.slice(from, from + STRETCH), {
            signal: stop,
            ...(ready && { ready }),
            ...(onToken && { onToken: (index, choice, text) => onToken(from + index, choice, text) }),
            onCompletion: (index, completion) => {
              completions[from + index] = completion;
              done += 1;
              onCompletion?.(from + index, completion);
              onProgress?.(done, requests.length);
            },
          });
        }
      };
      try {
        await Promise.all(engines.map(work));
      } catch (error) {
        failed.abort();
        throw error;
      }
      return completions;
    },
  };
}
