/**
 * Prompts that were run lately, so that what another has in common with the beginning of one is not run again
 * (prefix caching: Kwon et al. 2023, "Efficient memory management for large language model serving").
 */
import type { Kernels } from '../kernels/kernels.ts';
import type { Llama, Sequence } from './llama.ts';

/** Prompts remembered: a round of an experiment's arms, and as many again. */
const REMEMBERED = 16;

/** A prompt that was run. */
export interface ReadPrompt {
  tokens: readonly number[];
  readonly sequence: Sequence;
  /** Pointer to the logits after its last token: a row of `dim.logits` floats. */
  readonly logits: number;
}

export class PromptCache {
  readonly #llama: Llama;
  /** The one used last comes first. */
  readonly #read: ReadPrompt[];

  /** For these prompts, each at least one token. Its memory comes from the kernels' stack: see Kernels.mark. */
  constructor(kernels: Kernels, llama: Llama, prompts: readonly (readonly number[])[]) {
    this.#llama = llama;
    const longest = prompts.reduce((most, { length }) => Math.max(most, length), 0);
    this.#read = Array.from({ length: Math.min(REMEMBERED, new Set(prompts).size) }, () => ({
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

  #use(prompt: ReadPrompt): void {
    this.#read.splice(this.#read.indexOf(prompt), 1);
    this.#read.unshift(prompt);
  }
}

/** How many tokens two prompts have in common from the beginning. */
function shared(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count += 1;
  return count;
}
