/** `<number-exercise>`: grades the numbers that the reader typed, and says how each comes about. */
import { isRight } from './numbers.ts';

export class NumberExercise extends HTMLElement {
  connectedCallback(): void {
    for (const field of this.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, button')) field.disabled = false;
    this.querySelector('button')!.addEventListener('click', () => this.#grade());
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target instanceof HTMLInputElement) this.#grade();
    });
  }

  #grade(): void {
    const questions = [...this.querySelectorAll('fieldset')];
    const typed = questions.map((question) => question.querySelector('input')!.valueAsNumber);
    const status = this.querySelector('[role=status]')!;
    const open = typed.filter(Number.isNaN).length;
    if (open > 0) {
      status.textContent = `Type ${open === 1 ? 'one number' : `${open} numbers`} more.`;
      return;
    }
    const right = questions.map((question, at) => isRight(typed[at]!, Number(question.dataset['answer']), Number(question.dataset['tolerance'])));
    questions.forEach((question, at) => {
      const said = question.querySelector<HTMLElement>('.said')!;
      said.textContent = `${right[at] ? '✓ Right.' : '✗ Not quite.'} ${said.dataset['why']!}`;
    });
    const hits = right.filter(Boolean).length;
    this.dataset['passed'] = String(hits === questions.length);
    status.textContent = `${hits === questions.length ? 'Passed.' : 'Not yet.'} ${hits} of ${questions.length} right.`;
  }
}

customElements.define('number-exercise', NumberExercise);
