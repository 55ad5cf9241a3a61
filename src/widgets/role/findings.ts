/** What the runs on roles show. */
import { percent, verdict } from '../../lab/wording.ts';
import { corrected } from '../../lab/against-first.ts';
import { shareRight } from '../../lab/figure.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';

/** What one arm answered to one item. */
export function answerTo(record: RunRecord, arm: string, item: number): string {
  const found = armOf(record, arm);
  return found.answers[found.outcomes[item * record.experiment.samples]!]!;
}

/** The finding about voices, as a title. */
export function voiceFinding(record: RunRecord): string {
  const [known, unknown] = ['pirate', 'sailor'].map((arm) => shareRight(record, arm, 'register').value);
  return `“You are a pirate” gives a pirate’s voice on ${percent(known!)} of the tickets, “you are an old sailor” on ${percent(unknown!)}`;
}

/** Which roles of the run change how often the right department is acted for, corrected for trying several. As a sentence. */
export function routeSentence(record: RunRecord): string {
  const roles = record.experiment.arms.slice(1).filter((_, at) => corrected(record, 'route')[at]!.settled);
  if (roles.length === 0) return 'For no role can a difference from none be told, corrected for five comparisons.';
  return `Corrected for five comparisons, ${roles.map(({ label }) => label).join(' and ')} ${roles.length === 1 ? 'differs' : 'differ'} from none.`;
}

/** What the formal role on the bench does to a bare code, corrected for the roles beside it. */
export function formalCost(bench: RunRecord): { readonly costs: boolean; readonly sentence: string } {
  const at = bench.experiment.arms.findIndex(({ id }) => id === 'formal');
  const found = corrected(bench)[at - 1]!;
  return { costs: found.settled && found.difference.value < 0, sentence: `${verdict(found)}, corrected for three comparisons` };
}

/** The far names of a role, and whether they miss its voice more often than not. */
export function missesFarNames(record: RunRecord): boolean {
  return ['sailor', 'judge'].every((arm) => shareRight(record, arm, 'register').high < 0.5);
}
