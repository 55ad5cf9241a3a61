/** What the runs on roles show. */
import { corrected } from '../../lab/against-first.ts';
import type { Contrast } from '../../lab/contrast.ts';
import { shareRight } from '../../lab/figure.ts';
import type { GraderKey } from '../../lab/grader.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { familyNote, percent, verdict } from '../../lab/wording.ts';
import { routeOf } from '../../tinydesk/world/tasks/role.ts';

/** What one arm answered to one item. */
export function answerTo(record: RunRecord, arm: string, item: number): string {
  const found = armOf(record, arm);
  return found.answers[found.outcomes[item * record.experiment.samples]!]!;
}

/** The arms whose replies are shown side by side. */
export const SHOWN = ['none', 'pirate', 'lawyer'] as const;

/** What the replies to one item show beside their voices, in which the reference stands for what is right. */
export function voicesCaption(record: RunRecord, item: number, reference: string): string {
  const wanted = routeOf(reference);
  const promised = SHOWN.map((arm) => routeOf(answerTo(record, arm, item)));
  if (promised.some((route) => route !== promised[0])) return `The voice changes, and on this ticket what is promised changes too; right is ${wanted}.`;
  if (promised[0] === wanted) return `The voice changes, the promise stays, and it is right: ${wanted}.`;
  return `The voice changes, the mistake stays: the ticket is about ${wanted}, and all promise ${promised[0] === undefined ? 'something else' : `what the desk does for ${promised[0]} tickets`}.`;
}

/** What a role changes against none, corrected for the roles beside it. */
export function againstNone(record: RunRecord, arm: string, grader?: GraderKey): Contrast {
  return corrected(record, grader)[record.experiment.arms.findIndex(({ id }) => id === arm) - 1]!;
}

/** The finding about voices, as a title. */
export function voiceFinding(record: RunRecord): string {
  const [known, unknown] = ['pirate', 'sailor'].map((arm) => shareRight(record, arm, 'register').value);
  return `“You are a pirate” gives a pirate’s voice on ${percent(known!)} of the tickets, “you are an old sailor” on ${percent(unknown!)}`;
}

/** Which roles of the run change how often the right department is acted for, corrected for trying several. As a sentence. */
export function routeSentence(record: RunRecord): string {
  const found = corrected(record, 'route');
  const roles = record.experiment.arms.slice(1).filter((_, at) => found[at]!.settled);
  if (roles.length === 0) return `No role differs measurably from none (${found.length} comparisons, Holm).`;
  return `Corrected for ${found.length} comparisons, ${roles.map(({ label }) => label).join(' and ')} ${roles.length === 1 ? 'differs' : 'differ'} from none.`;
}

/** What the formal role on the bench does to a bare code, corrected for the roles beside it; whole sentences, to stand after a colon. */
export function formalCost(bench: RunRecord): { readonly costs: boolean; readonly sentence: string } {
  const found = againstNone(bench, 'formal');
  return { costs: found.settled && found.difference.value < 0, sentence: `${verdict(found)}. ${familyNote(found.among)}` };
}

/** The far names of a role, and whether they miss its voice more often than not. */
export function missesFarNames(record: RunRecord): boolean {
  return ['sailor', 'judge'].every((arm) => shareRight(record, arm, 'register').high < 0.5);
}
