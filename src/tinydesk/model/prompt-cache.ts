/**
 * Prompts that were run lately, so that what another has in common with the beginning of one is not run again
 * (prefix caching: Kwon et al. 2023, "Efficient memory management for large language model serving").
 */
import type { Kernels } from '../kernels/kernels.ts';
import type { Llama, Sequence } from './llama.ts';

/** Memory for the prompts remembered, in bytes: more than a round of arms for TinyDesk, and one prompt at least for any model. */
const ROOM = 32 * 1024 * 1024;

/** A prompt that was run. It is good until the cache reads another: what is to last is copied. */
export interface ReadPrompt {
  readonly tokens: readonly number[];
  readonly sequence: Sequence;
  /** Pointer to the logits after its last token: a row of `dim.logits` floats. */
  readonly logits: number;
}

/** Where one prompt is remembered, until another takes its place. */
interface Place extends ReadPrompt {
  tokens: readonly number[];
}

export class PromptCache {
  readonly #llama: Llama;
  /** The one used last comes first. */
  readonly #read: Place[];

  /** For these prompts, each at least one token. Its memory comes from the kernels' stack: see Kernels.mark. */
  constructor(kernels: Kernels, llama: Llama, prompts: readonly (readonly number[])[]) {
    this.#llama = llama;
    if (prompts.some(({ length }) => length === 0)) throw new RangeError('One of the prompts is empty. A prompt has at least one token.');
    const longest = prompts.reduce((most, { length }) => Math.max(most, length), 0);
    const different = new Set([...new Set(prompts)].map(String)).size;
    const room = Math.max(1, Math.floor(ROOM / llama.bytesFor(longest)));
    this.#read = Array.from({ length: Math.min(different, room) }, () => ({
      tokens: [], sequence: llama.sequence(longest), logits: kernels.allocate(llama.weights.dim.logits),
    }));
  }

  /** The prompt, if it is remembered whole. */
  find(prompt: readonly number[]): ReadPrompt | undefined {
    const found = this.#read.find(({ tokens }) => tokens.length === prompt.length && shared(tokens, prompt) === prompt.length);
    if (found) this.#use(found);
    return found;
  }

  /** Runs the prompt from where it parts from those remembered, and remembers it in place of the one longest unused. */
  read(prompt: readonly number[]): ReadPrompt {
    let source = { sequence: this.#read[0]!.sequence, known: 0 };
    for (const { tokens, sequence } of this.#read) {
      // The last token is always run, because its logits are wanted.
      const known = Math.min(shared(tokens, prompt), prompt.length - 1);
      if (known > source.known) source = { sequence, known };
    }
    const place = this.#read.at(-1)!;
    this.#llama.copy(source.sequence, place.sequence, source.known);
    place.tokens = prompt;
    this.#llama.run([{ sequence: place.sequence, tokens: prompt.slice(source.known), logits: 'last' }], place.logits);
    this.#use(place);
    return place;
  }

  #use(place: Place): void {
    this.#read.splice(this.#read.indexOf(place), 1);
    this.#read.unshift(place);
  }
}

/** How many tokens two prompts have in common from the beginning. */
function shared(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count += 1;
  return count;
}
