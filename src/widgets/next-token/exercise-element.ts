/** `<next-token-exercise>`: marks whatever the figure draws, once the reader has begun to change the request. */
import { SAMPLING } from '../../lab/experiments/sampling.ts';
import { mark, type Attempt } from './exercise.ts';

/** Fired by the figure when it has drawn ten answers. */
export class DrawnEvent extends Event {
  readonly attempt: Attempt;

  constructor(attempt: Attempt) {
    super('next-token-drawn', { bubbles: true });
    this.attempt = attempt;
  }
}

class NextTokenExercise extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener('next-token-drawn', this);
  }

  disconnectedCallback(): void {
    document.removeEventListener('next-token-drawn', this);
  }

  handleEvent(event: Event): void {
    const status = this.querySelector<HTMLElement>('[role=status]');
    if (!status || !(event instanceof DrawnEvent)) return;
    const { solved, says } = mark(event.attempt, SAMPLING.ticket);
    status.dataset['solved'] = String(solved);
    status.textContent = says;
  }
}

customElements.define('next-token-exercise', NextTokenExercise);
