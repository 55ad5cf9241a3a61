/** The prompts of a bench as they stand in the page: a card each, with fields, its score and what cannot be asked of it. */
import type { Bench, Variant } from './bench.ts';
import type { Parts } from './parts.ts';
import type { Shown } from './results.ts';

export class Deck {
  readonly #root: HTMLElement;

  /** `root` holds the cards and nothing else. */
  constructor(root: HTMLElement) {
    this.#root = root;
    root.addEventListener('input', ({ target }) => (target as Element).closest('.variant')?.querySelector('.score')?.toggleAttribute('data-before', true));
  }

  get size(): number {
    return this.#root.childElementCount;
  }

  /** Characters of a prompt, on average. */
  get length(): number {
    return [...this.#root.querySelectorAll('textarea')].reduce((sum, { value }) => sum + value.length, 0) / this.size;
  }

  /** The prompts as they are written, whether they can be asked or not. */
  read({ firstExamples }: Parts): Variant[] {
    return [...this.#root.children].map((card): Variant => {
      const messages = [...card.querySelectorAll('textarea')].map(({ name, value }) => ({ role: name as 'system' | 'user' | 'assistant', template: value }));
      return {
        name: nameField(card).value.trim() || 'prompt',
        prompt: messages.filter(({ role, template }, at) => !(at === 0 && role === 'system' && template.trim() === '')),
        examples: firstExamples(examplesField(card).valueAsNumber || 0),
      };
    });
  }

  /** Other prompts, without their scores. */
  deal(parts: Parts, variants: readonly Variant[]): void {
    this.#root.replaceChildren(...variants.map((variant, at) => parts.variantCard(document, variant, at, true)));
  }

  rename(variants: readonly Variant[]): void {
    for (const [at, card] of [...this.#root.children].entries()) nameField(card).value = variants[at]!.name;
  }

  /** Goes to a prompt; nowhere where there is none. */
  focus(at: number): void {
    const card = this.#root.children[at];
    if (card) nameField(card).focus();
  }

  /**
   * Says of each prompt what cannot be asked, and brings shown differences up to date. A number of examples that no
   * prompt holds becomes one that it does; returns the sentences that say so.
   */
  check(parts: Parts, { variants }: Pick<Bench, 'variants'>, id: string): string[] {
    return variants.flatMap((variant, at) => {
      const card = this.#root.children[at]!;
      parts.showFault(card, parts.faultIn(variant), `${id}-fault-${at}`);
      if (card.querySelector('[data-act=difference][aria-pressed=true]')) showDifference(parts, card, variants, at);
      const field = examplesField(card);
      const { value } = field;
      const { length } = parts.firstExamples(field.valueAsNumber || 0);
      if (value === '' || Number(value) === length) return [];
      field.value = String(length);
      return [`A prompt holds 0 to ${parts.MOST_EXAMPLES} worked examples, so “${variant.name}” has ${length} now, and not ${value}.`];
    });
  }

  /** Shows how a prompt differs from the first one, or no longer. */
  toggleDifference(parts: Parts, { variants }: Pick<Bench, 'variants'>, at: number): void {
    const card = this.#root.children[at]!;
    const pressed = card.querySelector('[data-act=difference]')!;
    const open = pressed.getAttribute('aria-pressed') !== 'true';
    pressed.setAttribute('aria-pressed', String(open));
    if (open) showDifference(parts, card, variants, at);
    else card.querySelector('.difference')!.replaceChildren();
  }

  /** Every prompt that the run asked has its score, and one that was changed since has it marked as from before. */
  showScores(parts: Parts, bench: Bench, { record, ms }: Shown): void {
    const scores = parts.scoresOf(record, ms);
    const asked = parts.askedIn(bench, record.experiment);
    for (const [at, card] of [...this.#root.children].entries()) {
      const isNamed = record.experiment.arms[at]?.label === bench.variants[at]?.name;
      parts.showScore(document, card, isNamed ? scores[at] : undefined);
      card.querySelector('.score')!.toggleAttribute('data-before', isNamed && !asked[at]);
    }
  }

  /** Marks the scores that stand here as from before. */
  outdate(): void {
    for (const score of this.#root.querySelectorAll('.score:not(:empty)')) score.toggleAttribute('data-before', true);
  }
}

function nameField(card: Element): HTMLInputElement {
  return card.querySelector<HTMLInputElement>('[name=name]')!;
}

function examplesField(card: Element): HTMLInputElement {
  return card.querySelector<HTMLInputElement>('[name=examples]')!;
}

function showDifference({ difference, differencePieces }: Parts, card: Element, variants: readonly Variant[], at: number): void {
  card.querySelector('.difference')!.replaceChildren(...differencePieces(document, difference(variants[at]!, variants[0]!)));
}
