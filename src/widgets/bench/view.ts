/**
 * What the bench draws, as elements of the given document: in the page while it runs, and by linkedom when the page is
 * built. Whatever a reader or a model wrote enters as text, never as markup.
 */
import { callsOf } from '../../lab/calls.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { interval, percent, thousands } from '../../lab/wording.ts';
import type { Message } from '../../tinydesk/world/example.ts';
import { LONGEST_MESSAGE, LONGEST_NAME, MOST_EXAMPLES, type Variant } from './bench.ts';
import type { Piece } from './difference.ts';
import type { Cell, Row, ShownItem } from './rows.ts';

/** A prompt's score so far. */
export interface Score {
  readonly estimate: Estimate;
  readonly n: number;
  /** Tokens of a completion's prompt and of its answer, and what a completion took in ms where it was timed. */
  readonly promptTokens: number;
  readonly answerTokens: number;
  readonly ms?: number;
}

/** One prompt to read and to edit, with its score. The first is what the others are shown against. */
export function variantCard(document: Document, { name, prompt, examples }: Variant, at: number, live: boolean): HTMLElement {
  const card = element(document, 'section', 'variant');
  card.dataset['at'] = String(at);
  card.setAttribute('aria-label', `Prompt ${at + 1}`);
  const head = element(document, 'header');
  head.append(field(document, 'input', { name: 'name', value: name, label: `Name of prompt ${at + 1}`, maxLength: LONGEST_NAME, live }), element(document, 'p', 'score'));
  card.append(head);
  // A system message may be added to any prompt; an empty one is left out of it.
  const messages = prompt[0]?.role === 'system' ? prompt : [{ role: 'system' as const, template: '' }, ...prompt];
  for (const { role, template } of messages) {
    const label = element(document, 'label', 'message');
    const area = field(document, 'textarea', { name: role, value: template, label: `${role} message of prompt ${at + 1}`, maxLength: LONGEST_MESSAGE, live });
    area.setAttribute('rows', role === 'system' ? '2' : '3');
    label.append(element(document, 'span', '', role), area);
    card.append(label);
  }
  const foot = element(document, 'p', 'acts');
  const count = element(document, 'label');
  const number = field(document, 'input', { name: 'examples', value: String(examples.length), label: `Worked examples of prompt ${at + 1}`, live });
  for (const [key, value] of [['type', 'number'], ['min', '0'], ['max', String(MOST_EXAMPLES)]] as const) number.setAttribute(key, value);
  count.append('Examples ', number);
  foot.append(count, act(document, 'duplicate', 'Duplicate', live), act(document, 'remove', 'Remove', live), ...(at === 0 ? [] : [act(document, 'difference', 'Differences', live)]));
  const fault = element(document, 'p', 'fault');
  fault.setAttribute('aria-live', 'polite');
  card.append(foot, fault, element(document, 'pre', 'difference'));
  return card;
}

/** Says in a prompt's card why it cannot be asked, to the eye and to the ear; nothing where it can. `id` is the sentence's. */
export function showFault(card: Element, fault: string | undefined, id: string): void {
  const sentence = card.querySelector('.fault')!;
  sentence.id = id;
  // What is said already is not said again.
  if (sentence.textContent !== (fault ?? '')) sentence.textContent = fault ?? '';
  for (const area of card.querySelectorAll('textarea')) {
    if (fault === undefined) {
      area.removeAttribute('aria-invalid');
      area.removeAttribute('aria-describedby');
    } else {
      area.setAttribute('aria-invalid', 'true');
      area.setAttribute('aria-describedby', id);
    }
  }
}

/** Writes a prompt's score into its card; nothing where there is none. */
export function showScore(document: Document, card: Element, score: Score | undefined): void {
  const output = card.querySelector('.score')!;
  output.replaceChildren();
  output.removeAttribute('data-before');
  if (!score) return;
  const { estimate, n, promptTokens, answerTokens, ms } = score;
  const cost = `${thousands(promptTokens)} + ${thousands(answerTokens)} tokens${ms === undefined ? '' : `, ${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`} each`;
  const bar = element(document, 'i', 'share-bar');
  bar.setAttribute('style', `--low: ${share(estimate.low)}; --high: ${share(estimate.high)}; --value: ${share(estimate.value)}`);
  bar.setAttribute('aria-hidden', 'true');
  output.append(element(document, 'b', '', percent(estimate.value)), ` right, 95% interval ${interval(estimate)}, n = ${thousands(n)}`, bar, element(document, 'small', '', cost));
}

/** The prompt against the first one, what it adds and what it lacks marked. */
export function differencePieces(document: Document, pieces: readonly Piece[]): Node[] {
  return pieces.map(({ text, kind }) => (kind === 'same' ? document.createTextNode(text) : element(document, kind === 'added' ? 'ins' : 'del', '', text)));
}

/** Head cells of the answers: one a prompt. */
export function headCells(document: Document, names: readonly string[]): HTMLElement[] {
  return ['Item', 'Right answer', ...names].map((name) => {
    const cell = element(document, 'th', '', name);
    cell.setAttribute('scope', 'col');
    return cell;
  });
}

/** An item with every prompt's answer. Each cell has the name of its prompt, for screens on which no column fits under a head. */
export function answerRow(document: Document, { item, cells }: Row, reference: string, names: readonly string[]): HTMLElement {
  const row = element(document, 'tr');
  row.dataset['item'] = String(item);
  const head = element(document, 'th');
  head.setAttribute('scope', 'row');
  const open = element(document, 'button', 'link', String(item + 1));
  open.setAttribute('type', 'button');
  open.setAttribute('aria-label', `Item ${item + 1}, look closer`);
  head.append(open);
  row.append(head, element(document, 'td', 'reference', reference), ...cells.map((cell, at) => answerCell(document, cell, names[at]!)));
  return row;
}

function answerCell(document: Document, { answer, verdict, right, samples }: Cell, name: string): HTMLElement {
  const cell = element(document, 'td');
  cell.dataset['of'] = name;
  const isRight = right === samples;
  cell.className = isRight ? 'right' : 'wrong';
  const mark = samples > 1 ? `${right}/${samples} ` : isRight ? '✓ ' : '✗ ';
  const heard = element(document, 'span', 'visually-hidden', samples > 1 ? 'right, first answer ' : isRight ? 'right: ' : verdict === '-' ? 'unreadable: ' : 'wrong: ');
  const shown = element(document, 'span', '', mark);
  if (samples === 1) shown.setAttribute('aria-hidden', 'true');
  cell.append(shown, heard, answer);
  return cell;
}

/** What a closer look calls things: an item, and its right answer and the model's. */
export interface Words {
  readonly item: string;
  readonly right: string;
  readonly answer: string;
}
const WORDS: Words = { item: 'Item', right: 'right', answer: 'answer' };

/** An item as each prompt put it, what is right, and what came back. */
export function inspected(document: Document, names: readonly string[], { item, cells }: Row, { prompts, references, next }: ShownItem, words: Words = WORDS): HTMLElement[] {
  const heading = element(document, 'p', 'title', `${words.item} ${item + 1}`);
  heading.setAttribute('tabindex', '-1');
  return [heading, ...names.map((name, at) => {
    const block = element(document, 'section');
    block.append(element(document, 'h3', '', name));
    const messages = prompts[at]!;
    const chained = next[at] && { messages, next: next[at] };
    const { each } = cells[at]!;
    const known = each.every(({ calls }) => calls);
    const sampleOf = (sample: number): string => (each.length > 1 ? `, sample ${sample + 1} of ${each.length}` : '');
    if (!chained) {
      block.append(turns(document, messages));
    } else if (known) {
      for (const [sample, { calls }] of each.entries()) {
        const asked = callsOf(chained, calls!);
        for (const [call, { messages: prompt, answer }] of asked.entries()) {
          const list = turns(document, prompt);
          list.append(element(document, 'dt', '', words.answer), element(document, 'dd', '', answer || '(nothing)'));
          block.append(element(document, 'h4', '', `Call ${call + 1} of ${asked.length}${sampleOf(sample)}`), list);
        }
      }
    } else {
      block.append(element(document, 'h4', '', 'First call'), turns(document, messages), element(document, 'p', 'unkept', ONE_ANSWER));
    }
    const list = element(document, 'dl');
    list.append(element(document, 'dt', '', words.right), element(document, 'dd', '', references[at]!));
    for (const [sample, { answer, verdict }] of each.entries()) {
      list.append(element(document, 'dt', '', `${words.answer}${chained ? ', put together from all calls' : ''}${sampleOf(sample)}`), element(document, 'dd', verdict === '1' ? 'right' : 'wrong', answer || '(nothing)'));
    }
    block.append(list);
    return block;
  })];
}

/** Of a chain whose calls were not kept. */
const ONE_ANSWER = 'More calls followed. This run kept only the answer that they make together; a run made here keeps every call.';

/** Messages, each under who says it. */
function turns(document: Document, messages: readonly Message[]): HTMLElement {
  const list = element(document, 'dl');
  for (const { role, content } of messages) list.append(element(document, 'dt', '', role), element(document, 'dd', '', content));
  return list;
}

function field(document: Document, tag: 'input' | 'textarea', { name, value, label, maxLength, live }: { name: string; value: string; label: string; maxLength?: number; live: boolean }): HTMLElement {
  const made = element(document, tag, 'field', tag === 'textarea' ? value : '');
  made.setAttribute('name', name);
  made.setAttribute('aria-label', label);
  made.setAttribute('autocomplete', 'off');
  made.setAttribute('spellcheck', 'false');
  if (tag === 'input') made.setAttribute('value', value);
  if (maxLength !== undefined) made.setAttribute('maxlength', String(maxLength));
  made.toggleAttribute('disabled', !live);
  return made;
}

function act(document: Document, name: string, text: string, live: boolean): HTMLElement {
  const button = element(document, 'button', 'link', text);
  button.setAttribute('type', 'button');
  button.dataset['act'] = name;
  if (name === 'difference') button.setAttribute('aria-pressed', 'false');
  button.toggleAttribute('disabled', !live);
  return button;
}

function share(of: number): string {
  return `${(100 * of).toFixed(1)}%`;
}

function element(document: Document, name: string, className = '', text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
