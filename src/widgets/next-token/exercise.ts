/** The exercise of the chapter: a request that makes ten answers agree on a code, without help from the dials. */
import type { Dials } from './ask.ts';

export interface Attempt extends Dials {
  readonly prompt: string;
  readonly answers: readonly string[];
}

export interface Mark {
  readonly solved: boolean;
  /** What was reached and what is missing. */
  readonly says: string;
}

/** Marks what the figure drew last. The ticket has to stay in the prompt word for word. */
export function mark({ temperature, topP, prompt, answers }: Attempt, ticket: string): Mark {
  const missing = (says: string): Mark => ({ solved: false, says });
  if (temperature !== 1 || topP !== 1) return missing('Both dials have to stand at 1: the request must do the work.');
  if (!prompt.includes(ticket)) return missing('The ticket has to stay in the prompt as it is. Change the request only.');
  const different = new Set(answers).size;
  const codes = answers.filter((answer) => /^[A-Z]{3}$/.test(answer.trim())).length;
  if (codes < answers.length) return missing(`${codes} of ${answers.length} answers are a three-letter code. Say in the request that you want one.`);
  if (different > 1) return missing(`All ${answers.length} answers are codes, but ${different} different ones. Name the codes to choose from.`);
  return { solved: true, says: `Solved: ${answers.length} times ${answers[0]?.trim()}, at temperature 1. The words did it.` };
}
