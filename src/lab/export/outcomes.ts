/** A run's outcomes one by one, as its exports list them. */
import { keyOf } from '../grader.ts';
import type { ArmRecord, RunRecord } from '../record.ts';

/** A run that cannot be exported, with the reason and what to do. */
export class ExportError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExportError';
  }
}

/** Values by the names of `outcomeColumns`, in their order. */
export type OutcomeCells = readonly (string | number | boolean)[];

/** Characters of all answers together: equal answers are kept once in a record, and written out in an export. */
const LONGEST = 100_000_000;
const WORDS = { 1: 'right', 0: 'wrong', '-': 'unreadable' } as const;

/**
 * `item` and `sample` count from 0. Tokens are the item's: of its prompt, and of all its answers together. Verdicts are
 * right, wrong or unreadable, one column a grader.
 */
export function outcomeColumns({ experiment }: RunRecord): string[] {
  return ['arm', 'item', 'sample', 'answer', 'cut', ...experiment.graders.map((grader) => `verdict_${keyOf(grader)}`), 'prompt_tokens', 'item_answer_tokens'];
}

/** Every outcome, arm after arm. Throws an ExportError where the answers are too long to be written out. */
export function* outcomesOf(record: RunRecord): Generator<OutcomeCells, void> {
  const { samples, graders } = record.experiment;
  const length = record.arms.reduce((sum, { answers, outcomes }) => sum + outcomes.reduce((all, place) => all + answers[place]!.length, 0), 0);
  if (length > LONGEST) throw new ExportError(`The answers of the run "${record.experiment.id}" have ${Math.round(length / 1e6)} million characters together, and at most ${LONGEST / 1e6} million are exported. Save the record itself.`);
  for (const arm of record.arms) {
    const cut = new Set(arm.cut);
    for (const [at, place] of arm.outcomes.entries()) {
      const item = Math.floor(at / samples);
      const verdicts = graders.map((grader) => verdictOf(arm, keyOf(grader), at));
      yield [arm.id, item, at % samples, arm.answers[place]!, cut.has(at), ...verdicts, arm.promptTokens[item]!, arm.answerTokens[item]!];
    }
  }
}

function verdictOf(arm: ArmRecord, grader: string, at: number): string {
  return WORDS[arm.verdicts[grader]![at] as keyof typeof WORDS];
}
