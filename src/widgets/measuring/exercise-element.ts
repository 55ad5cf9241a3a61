/** `<measuring-exercise>`: grades three verdicts with the lab's own statistics. */
import { casesOf, graded, type Answer } from './exercise.ts';
import { recordedRun } from './recorded-runs.ts';

export class MeasuringExercise extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')!;
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLButtonElement>('select, input, button')) field.disabled = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#grade(form);
    });
  }

  async #grade(form: HTMLFormElement): Promise<void> {
    const said = this.querySelectorAll('.grade');
    const total = this.querySelector('[role=status]')!;
    try {
      const cases = casesOf(await recordedRun('measuring'));
      const grades = cases.map((each, at) => graded(each, answerIn(form, at)));
      grades.forEach(({ right, sentence }, at) => {
        said[at]!.textContent = sentence;
        (said[at] as HTMLElement).dataset['right'] = String(right);
      });
      const right = grades.filter((grade) => grade.right).length;
      this.dataset['passed'] = String(right === grades.length);
      total.textContent = `${right === grades.length ? 'Passed.' : 'Not yet.'} ${right} of ${grades.length} right.`;
    } catch (error) {
      const { sentenceOf } = await import('../shared/run-controls.ts');
      this.querySelector('[role=alert]')!.textContent = sentenceOf(error);
    }
  }
}

function answerIn(form: HTMLFormElement, at: number): Answer {
  const verdict = form.querySelector<HTMLSelectElement>(`[name=verdict-${at}]`)!.value;
  return { verdict: verdict === 'A' || verdict === 'B' || verdict === 'cannot tell' ? verdict : '', tickets: form.querySelector<HTMLInputElement>(`[name=tickets-${at}]`)!.valueAsNumber };
}

customElements.define('measuring-exercise', MeasuringExercise);
