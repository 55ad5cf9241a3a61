/** A run's outcomes one by one, as its exports list them. */
import { macrotask } from '../../engines/macrotask.ts';
import type { Message } from '../../tinydesk/world/example.ts';
import { keyOf } from '../grader.ts';
import type { PairedItem } from '../items.ts';
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

/** Characters of all prompts, references and answers together: equal ones are kept once, or not at all, in a record, and written out in an export. */
const LONGEST = 100_000_000;
const WORDS = { 1: 'right', 0: 'wrong', '-': 'unreadable' } as const;
/** The thread is let breathe at least this often while rows are written, in ms. */
const BREATH = 12;

/**
 * `arm` is the arm's id and `arm_label` its name; `item` and `sample` count from 1, as pages do. The prompt is the one that the item
 * began with: a chain goes on from there. Tokens are the item's: of its prompt, and of all its answers together. Verdicts are
 * right, wrong or unreadable, one column a grader.
 */
export function outcomeColumns({ experiment }: RunRecord): string[] {
  return ['arm', 'arm_label', 'item', 'sample', 'prompt', 'reference', 'answer', 'cut', ...experiment.graders.map((grader) => `verdict_${keyOf(grader)}`), 'prompt_tokens', 'item_answer_tokens'];
}

/** "system: be brief.\nuser: where is my parcel?": messages as one text. */
export function promptText(messages: readonly Message[]): string {
  return messages.map(({ role, content }) => `${role}: ${content}`).join('\n');
}

/**
 * Every outcome as a line, arm after arm, in pieces between which the thread breathes. `items` are those of the record's
 * experiment. Rejects with an ExportError where the texts are too long to be written out.
 */
export async function outcomeLines(record: RunRecord, items: readonly PairedItem[], line: (cells: OutcomeCells) => string): Promise<string[]> {
  const lines: string[] = [];
  let since = performance.now();
  for (const cells of outcomesOf(record, items)) {
    lines.push(line(cells));
    if (performance.now() - since > BREATH) {
      await macrotask();
      since = performance.now();
    }
  }
  return lines;
}

function* outcomesOf(record: RunRecord, items: readonly PairedItem[]): Generator<OutcomeCells, void> {
  const { samples, graders, arms, id } = record.experiment;
  const length = lengthOf(record, items);
  if (length > LONGEST) throw new ExportError(`The prompts and answers of the run "${id}" have ${Math.round(length / 1e6)} million characters together, and at most ${LONGEST / 1e6} million are exported. Save the record itself.`);
  for (const [place, arm] of record.arms.entries()) {
    const cut = new Set(arm.cut);
    for (const [n, item] of items.entries()) {
      const { messages, reference } = item.arms[place]!;
      const prompt = promptText(messages);
      for (let sample = 0; sample < samples; sample++) {
        const at = n * samples + sample;
        const verdicts = graders.map((grader) => verdictOf(arm, keyOf(grader), at));
        yield [arm.id, arms[place]!.label, n + 1, sample + 1, prompt, reference, arm.answers[arm.outcomes[at]!]!, cut.has(at), ...verdicts, arm.promptTokens[n]!, arm.answerTokens[n]!];
      }
    }
  }
}

function lengthOf({ experiment: { samples }, arms }: RunRecord, items: readonly PairedItem[]): number {
  let length = 0;
  for (const [place, { answers, outcomes }] of arms.entries()) {
    for (const answer of outcomes) length += answers[answer]!.length;
    for (const item of items) {
      const { messages, reference } = item.arms[place]!;
      length += samples * messages.reduce((sum, { content }) => sum + content.length, reference.length);
    }
  }
  return length;
}

function verdictOf(arm: ArmRecord, grader: string, at: number): string {
  return WORDS[arm.verdicts[grader]![at] as keyof typeof WORDS];
}
