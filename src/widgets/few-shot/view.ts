/**
 * What the prompt figure draws, as elements of the given document: in the page while it runs, and by linkedom when
 * the page is built. Whatever a reader or a model wrote enters as text, never as markup.
 */
import { percent } from '../../lab/wording.ts';
import type { Asked, ShownPrompt } from './prompt.ts';

/** The eight examples: those in the prompt with their labels marked, the others as left out. */
export function shotList(document: Document, { shots, k }: ShownPrompt): HTMLElement {
  const list = element(document, 'ol', 'shots');
  list.append(...shots.map(({ ticket, label }, index) => {
    const row = element(document, 'li', index < k ? '' : 'out');
    const mark = element(document, index < k ? 'mark' : 'span', 'label', index < k ? label : 'left out');
    row.append(element(document, 'span', 'ticket', ticket), mark);
    return row;
  }));
  return list;
}

/** Rows of the label table: the made-up name, what it stands for, and the probability of each, with one more row for all else. Before an answer there is no probability, and styles keep back its columns and that row. */
export function labelRows(document: Document, { labels, reference }: ShownPrompt, asked?: Pick<Asked, 'answer' | 'probabilities'>): HTMLElement[] {
  const named = Object.entries(labels).map(([category, label], index) => ({ category, label, probability: asked?.probabilities[index] }));
  const rest = asked && Math.max(0, 1 - asked.probabilities.reduce((sum, p) => sum + p, 0));
  const other = asked && !named.some(({ label }) => label === asked.answer.trim());
  return [
    ...named.map(({ category, label, probability }) =>
      labelRow(document, label, category + (label === reference ? ' ✓' : ''), probability, asked?.answer.trim() === label)),
    labelRow(document, other ? `“${asked.answer}”` : 'other', other ? 'none of these' : '', rest, other ?? false),
  ];
}

function labelRow(document: Document, name: string, meaning: string, probability: number | undefined, answered: boolean): HTMLElement {
  const row = element(document, 'tr', answered ? 'answered' : '');
  const head = element(document, 'th');
  head.setAttribute('scope', 'row');
  head.append(element(document, 'code', '', name));
  const track = element(document, 'td', 'track');
  const bar = element(document, 'span');
  bar.setAttribute('style', `inline-size: ${((probability ?? 0) * 100).toFixed(1)}%`);
  track.append(bar);
  row.append(head, element(document, 'td', 'meaning', meaning), track, element(document, 'td', 'share', probability === undefined ? '' : probabilityText(probability)));
  return row;
}

/** "< 0.1%", "0.4%", "37%". */
export function probabilityText(probability: number): string {
  if (probability < 0.001) return '< 0.1%';
  return probability < 0.01 ? `${(100 * probability).toFixed(1)}%` : percent(probability);
}

function element(document: Document, name: string, className = '', text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
