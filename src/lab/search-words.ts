/** The prompts of a search, as the reader knows them. */
import type { Candidate, SearchSpace } from './search.ts';
import type { MessageSource } from './template/prompt.ts';

/** "“answer with the code.” and 2 examples": a candidate in a line. */
export function described({ instructions }: SearchSpace, { instruction, examples }: Candidate): string {
  const words = wordsOf(instructions[instruction]!);
  const shown = examples.length === 0 ? '' : ` and ${examples.length} ${examples.length === 1 ? 'example' : 'examples'}`;
  return `“${words}”${shown}`;
}

/** The words of a prompt, without its ticket. */
export function wordsOf(prompt: readonly MessageSource[]): string {
  return prompt[0]!.template.split('\n')[0]!;
}
