/** What the runs on roles show. */
import { contrast } from '../../lab/contrast.ts';
import { shareRight } from '../../lab/figure.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { percent } from '../../lab/wording.ts';

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

/** Whether any role of the run changes how often the right department is acted for. */
export function routeChanges(record: RunRecord): boolean {
  return record.experiment.arms.slice(1).some(({ id }) => contrast(record, id, 'none', 'route').settled);
}

/** The role on the bench with which fewest answers are right, and whether those are fewer than with none. */
export function costliest(bench: RunRecord): { readonly label: string; readonly id: string; readonly costs: boolean } {
  const [none, ...roles] = bench.experiment.arms;
  const worst = roles.reduce((low, arm) => (contrast(bench, arm.id, none!.id).difference.value < contrast(bench, low.id, none!.id).difference.value ? arm : low));
  const { settled, difference } = contrast(bench, worst.id, none!.id);
  return { label: worst.label, id: worst.id, costs: settled && difference.value < 0 };
}
