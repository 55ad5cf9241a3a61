/** What the card's charts and lists say, from its facts. */
import type { LossCurve } from '../../charts/loss.ts';
import type { AbilityFigure } from '../../lab/ability-figures.ts';
import type { Card } from '../../lab/card.ts';
import { millions, targetWords } from '../../lab/card-words.ts';
import { percentBeside } from '../../lab/wording.ts';
import { thinned, type LossPoint } from '../../tinydesk/train/loss-curve.ts';

/** The title of the loss curve: its ends as they are drawn. */
export function curveTitle(card: Card): string {
  const { training } = card;
  if (training.curve.length === 0) throw new Error('The model folder has an empty loss curve. Publish the model again from its checkpoint.');
  const drawn = drawnCurve(card);
  return `From ${drawn[0]![1].toFixed(1)} to ${drawn.at(-1)![1].toFixed(2)} nats a token in ${millions(training.tokens)} tokens`;
}

/** Where the curriculum changes, as far as the run came. */
export function lossStages({ curriculum, training }: Card): LossCurve['stages'] {
  return [
    { from: 0, name: 'keywords' },
    { from: curriculum.keywordsUntil, name: 'and sentences' },
    { from: curriculum.sentencesUntil, name: 'the whole mixture fades in' },
    { from: curriculum.wholeFrom, name: 'the whole mixture' },
    { from: curriculum.grownAt, name: 'widened' },
    { from: curriculum.deepenedAt, name: 'deepened' },
  ].filter(({ from }) => from < training.tokens);
}

/** How many points of the curve are drawn. */
const CURVE_POINTS = 20;

/** The curve as it is drawn. */
export function drawnCurve({ training }: Card): LossPoint[] {
  return thinned(training.curve, CURVE_POINTS);
}

/** The figures that missed their targets. */
export function missed({ abilities }: Card): (AbilityFigure & { readonly title: string })[] {
  return abilities.flatMap(({ title, figures }) => figures.filter(({ reached }) => reached === false).map((figure) => ({ title, ...figure })));
}

/** How many figures have a target. */
export function targeted({ abilities }: Card): number {
  return abilities.flatMap(({ figures }) => figures).filter(({ target }) => target).length;
}

/** The title of the table of abilities. */
export function reachedTitle(card: Card): string {
  const all = targeted(card);
  return `TinyDesk reaches ${all - missed(card).length} of ${all} targets`;
}

/** The missed figures by ability: "answer as word 77%, answer as code 82%; at least 97% was asked." */
export function shortfalls(card: Card): { title: string; rows: string }[] {
  const titles = [...new Set(missed(card).map(({ title }) => title))];
  return titles.map((title) => {
    const figures = missed(card).filter((figure) => figure.title === title);
    const targets = [...new Set(figures.map(({ target }) => targetWords(target)))];
    const one = targets.length === 1;
    const rows = figures.map(({ label, value, target }) => `${label} ${percentBeside(value, target?.least)}${one ? '' : ` (${targetWords(target)})`}`).join(', ');
    return { title, rows: one ? `${rows}; ${targets[0]!} was asked.` : `${rows}.` };
  });
}
