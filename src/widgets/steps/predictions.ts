/** How the reader's predictions are graded: against what the model then answers. */
import { armOf, tallyOf, type RunRecord } from '../../lab/record.ts';

/** Right predictions that pass, of six. */
export const ENOUGH = 5;

export interface Graded {
  /** For each bill, what the model answered, whether that is right, and whether the reader said so. */
  readonly bills: readonly { readonly answer: string; readonly right: boolean; readonly foretold: boolean }[];
  readonly passed: boolean;
  readonly sentence: string;
}

/** `predicted`: for each arm of the run, whether the reader expects it to be right. */
export function gradeOf(record: RunRecord, predicted: readonly boolean[]): Graded {
  const bills = record.experiment.arms.map(({ id }, at) => {
    const right = tallyOf(record, id).right === 1;
    return { answer: armOf(record, id).answers[0]!, right, foretold: right === predicted[at] };
  });
  const hits = bills.filter(({ foretold }) => foretold).length;
  const passed = hits >= ENOUGH;
  const blind = bills.findIndex(({ foretold }) => !foretold);
  const hint = passed || blind < 0 ? '' : ` Look at “${record.experiment.arms[blind]!.label}” again, and at how far the curve of this chapter carries.`;
  return { bills, passed, sentence: `${passed ? 'Passed.' : 'Not yet.'} You foretold ${hits} of ${bills.length}; ${ENOUGH} pass.${hint}` };
}
