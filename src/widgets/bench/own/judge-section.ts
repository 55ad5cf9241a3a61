/** A model as judge of two prompts' answers, beside how far it can be trusted. */
import { judge } from '../../../lab/judge.ts';
import { tinydesk } from '../../shared/engine.ts';
import { sentenceOf } from '../../shared/run-controls.ts';
import { button, element } from './elements.ts';
import { judgedSentences, MOST_PAIRS, pairsOf } from './judging.ts';
import type { Host } from './panel.ts';

export function judgeSection(document: Document, host: Host): { readonly element: HTMLElement; refresh(): void } {
  const section = element(document, 'section', '', { 'aria-label': 'A model as judge' });
  const choice = (label: string) => {
    const select = element(document, 'select', 'field');
    const labelled = element(document, 'label', '', {}, label);
    labelled.append(select);
    return { select, labelled };
  };
  const [one, other] = [choice('Answers of'), choice('against those of')];
  const status = element(document, 'p', '', { role: 'status' });
  const alert = element(document, 'p', '', { role: 'alert' });
  const found = element(document, 'ul');
  let judging: AbortController | undefined;
  const start = button(document, '', 'button quiet', () => (judging ? judging.abort() : void begin()));
  const show = () => {
    start.textContent = judging ? 'Cancel judging' : `Judge up to ${MOST_PAIRS} pairs`;
  };
  const begin = async (): Promise<void> => {
    judging = new AbortController();
    const { signal } = judging;
    show();
    alert.textContent = '';
    status.textContent = 'Judging each pair in both orders.';
    try {
      const shown = await host.shown();
      const [a, b] = [Number(one.select.value), Number(other.select.value)];
      const pairs = pairsOf(shown, a, b);
      if (pairs.length === 0) {
        status.textContent = 'These two gave the same answer to every item, so there is nothing to judge.';
        return;
      }
      const names = shown.record.experiment.arms.map(({ label }) => label);
      const judgements = await judge(await tinydesk(), pairs, { signal });
      found.replaceChildren(...judgedSentences(judgements, names[a]!, names[b]!).map((sentence) => element(document, 'li', '', {}, sentence)));
      status.textContent = `${pairs.length} pairs are judged.`;
    } catch (error) {
      status.textContent = signal.aborted ? 'Cancelled. What was here before is still here.' : '';
      if (!signal.aborted) alert.textContent = sentenceOf(error);
    } finally {
      judging = undefined;
      show();
    }
  };
  show();
  section.append(
    element(document, 'h3', '', {}, 'A model as judge'),
    element(document, 'p', '', {}, `TinyDesk was never taught to judge, and cannot judge prose. It is asked which of two answers is better, in both orders, ${2 * MOST_PAIRS} completions at most; how wrong it is by the grader stands first.`),
    one.labelled, other.labelled, start, status, alert, found,
  );
  return {
    element: section,
    refresh: () => void host.shown().then(({ record }) => {
      const names = record.experiment.arms.map(({ label }) => label);
      for (const [at, { select }] of [one, other].entries()) {
        const kept = names.includes(select.selectedOptions[0]?.textContent ?? '') ? select.selectedIndex : Math.min(at, names.length - 1);
        select.replaceChildren(...names.map((name, value) => element(document, 'option', '', { value: String(value) }, name)));
        select.selectedIndex = Math.min(kept, names.length - 1);
      }
    }),
  };
}
