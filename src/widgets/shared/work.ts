/** What completions take, in one unit: reading a token of a prompt. */

/**
 * Tokens of a prompt that are read in the time that one token of an answer is written. A prompt is read all at once, and an
 * answer is written token by token: about 20,000 and 7,000 a second, measured in batches of 32.
 */
const WRITTEN = 3;

/** Tokens read, with those written weighed by the time they take. */
export function workOf({ promptTokens, answerTokens }: { readonly promptTokens: number; readonly answerTokens: number }): number {
  return promptTokens + WRITTEN * answerTokens;
}
