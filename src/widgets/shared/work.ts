/** What completions take, in one unit: reading a token of a prompt. */

/**
 * Tokens of a prompt that are read in the time that one token of an answer is written: a prompt is read all at once, an
 * answer token by token. In content/data/bench.json it is 1.4 with 32 answers together and 2.3 with one alone.
 */
const WRITTEN = 2;

/** Tokens read, with those written weighed by the time they take. */
export function workOf({ promptTokens, answerTokens }: { readonly promptTokens: number; readonly answerTokens: number }): number {
  return promptTokens + WRITTEN * answerTokens;
}
