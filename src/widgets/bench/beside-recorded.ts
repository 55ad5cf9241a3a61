/** What is said of a whole run: equal to the recorded one where it asked the same. */
import { canonical } from '../../lab/canonical.ts';
import type { RunRecord } from '../../lab/record.ts';
import { equality, equalitySentence } from '../shared/equality.ts';

export function besideRecorded(recorded: RunRecord, live: RunRecord): string {
  const none = (what: string) => `${what}, so there is no recorded run beside them.`;
  if (live.experiment.items.given && live.experiment.items.split === 'test') return 'That was the final comparison, on items of your own.';
  if (live.experiment.items.given) return none('These items are your own');
  const arms = live.arms.map(({ id: _, ...arm }, at) => ({ ...arm, id: recorded.arms[at]?.id ?? `v${at}` }));
  const asSuch: RunRecord = { ...live, arms, experiment: { ...live.experiment, id: recorded.experiment.id, arms: live.experiment.arms.map((arm, at) => ({ ...arm, id: arms[at]!.id, lever: recorded.experiment.arms[at]?.lever ?? arm.lever })) } };
  const found = equality(recorded, asSuch);
  if (found) return equalitySentence(found, 'item');
  if (live.experiment.items.split === 'test') return 'That was the final comparison.';
  return none(canonical(live.experiment.graders) === canonical(recorded.experiment.graders) ? 'These prompts are your own' : 'These answers were graded in your own way');
}
