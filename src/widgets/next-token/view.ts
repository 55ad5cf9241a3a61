/**
 * What the figure draws, as elements of the given document: on the page while it runs, and by linkedom when the page
 * is built. Everything that a reader or a model wrote enters as text, never as markup.
 */
import { meanAgreement } from '../../lab/statistics/agreement.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { interval, percent as wholePercent } from '../../lab/wording.ts';
import type { Step, Token } from './ask.ts';
import type { Shaped } from './distribution.ts';
import { visible } from './visible.ts';

/** Tokens of a prompt that are drawn one by one; the others are counted. */
const DRAWN = 160;

/** The chat format's own tokens around a prompt: id 2 opens the reader's turn, id 3 the model's. */
const OPENING_TOKEN = { id: 2, text: '<|user|>' };
const ANSWER_TOKEN = { id: 3, text: '<|assistant|>' };

/** The prompt as the model reads it: every token with its id, between the tokens that the chat format adds. */
export function promptTokens(document: Document, tokens: readonly Token[]): HTMLElement {
  const list = element(document, 'ol', 'tokens');
  const left = tokens.length - DRAWN;
  list.append(
    chip(document, [{ text: OPENING_TOKEN.text, sign: false }], String(OPENING_TOKEN.id), 'special'),
    ...tokens.slice(0, DRAWN).map(({ id, text, bytes }) => chip(document, visible(text, bytes), String(id))),
    ...(left > 0 ? [element(document, 'li', 'more', `and ${left.toLocaleString('en')} more`)] : []),
    chip(document, [{ text: ANSWER_TOKEN.text, sign: false }], String(ANSWER_TOKEN.id), 'special'),
  );
  return list;
}

/** "32 tokens, 118 characters", counting the two that the chat format adds. */
export function promptCount(tokens: readonly Token[], prompt: string): string {
  const characters = [...prompt].length;
  return `${(tokens.length + 2).toLocaleString('en')} tokens for ${characters.toLocaleString('en')} ${characters === 1 ? 'character' : 'characters'}`;
}

/** The part of an answer that has been drawn, each token with the probability that the model gave it. */
export function drawnTokens(document: Document, steps: readonly Step[], ended: boolean): HTMLElement {
  const list = element(document, 'ol', 'tokens');
  list.append(...steps.map(({ text, bytes, probability }) => chip(document, visible(text, bytes), percent(probability))));
  if (ended) list.append(chip(document, [{ text: '<|end|>', sign: false }], 'stops', 'special'));
  return list;
}

function chip(document: Document, pieces: readonly { text: string; sign: boolean }[], below: string, kind = ''): HTMLElement {
  const item = element(document, 'li', kind);
  const token = element(document, 'code');
  token.append(...pieces.map(({ text, sign }) => (sign ? element(document, 'i', '', text) : document.createTextNode(text))));
  item.append(token, element(document, 'small', '', below));
  return item;
}

/** Rows of the next-token table: one for each of so many tokens, and one for all the others. */
export function barRows(document: Document, count: number): HTMLElement[] {
  return Array.from({ length: count + 1 }, () => {
    const row = element(document, 'tr');
    const name = element(document, 'th');
    name.setAttribute('scope', 'row');
    const track = element(document, 'td', 'track');
    track.append(element(document, 'span', 'chance'), element(document, 'span', 'model'));
    row.append(name, track, element(document, 'td'), element(document, 'td', 'soft'));
    return row;
  });
}

/** Fills the rows: chances under the dials as bars, the model's own probabilities as marks. `drawn` is the token that was drawn here. */
export function fillBars(rows: readonly HTMLElement[], shaped: Shaped, drawn?: string): void {
  rows.forEach((row, place) => {
    const rest = place === rows.length - 1;
    const bar = shaped.bars[place];
    const empty = !rest && !bar;
    const { chance, model } = rest ? shaped.rest : (bar ?? { chance: 0, model: 0 });
    const [name, track, now, before] = Array.from(row.children) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
    const document = row.ownerDocument;
    row.toggleAttribute('data-cut', !rest && bar?.kept === false);
    row.toggleAttribute('data-drawn', bar !== undefined && bar.text === drawn);
    if (rest) {
      name.textContent = `${shaped.rest.tokens.toLocaleString('en')} others`;
    } else {
      const token = element(document, 'code');
      token.append(...(bar ? visible(bar.text, bar.bytes) : []).map(({ text, sign }) => (sign ? element(document, 'i', '', text) : document.createTextNode(text))));
      name.replaceChildren(token);
    }
    const [fill, mark] = Array.from(track.children) as [HTMLElement, HTMLElement];
    fill.setAttribute('style', `inline-size:${share(chance)}`);
    mark.setAttribute('style', `inset-inline-start:${share(model)}`);
    now.textContent = empty ? '' : bounded(percent(chance), !shaped.bounds ? '' : rest ? '≤' : '≥');
    before.textContent = empty ? '' : percent(model);
  });
}

/** Ten answers in the order in which they were drawn; equal ones share a letter. */
export function answerList(document: Document, answers: readonly { readonly text: string; readonly ended: boolean }[]): HTMLElement {
  const letters = lettersOf(answers.map(({ text }) => text));
  const list = element(document, 'ol', 'answers');
  list.append(
    ...answers.map(({ text, ended }, i) => {
      const item = element(document, 'li');
      const button = element(document, 'button');
      button.setAttribute('type', 'button');
      button.setAttribute('disabled', '');
      button.append(element(document, 'b', '', letters[i]), element(document, 'span', '', text === '' ? '(nothing)' : `${text}${ended ? '' : ' …'}`));
      item.append(button);
      return item;
    }),
  );
  return list;
}

/** The first different answer is A, the next one B, and so on. */
export function lettersOf(answers: readonly string[]): string[] {
  const distinct = [...new Set(answers.map((answer) => answer.trim()))];
  return answers.map((answer) => String.fromCharCode(65 + distinct.indexOf(answer.trim())));
}

/** How many different answers there are, and the chance that two of them agree. */
export function spreadOf(answers: readonly string[]): { distinct: number; agreement: Estimate } {
  const texts = answers.map((answer) => answer.trim());
  return { distinct: new Set(texts).size, agreement: meanAgreement([texts]) };
}

/** The finding of ten answers, and the figures behind it. */
export function spreadWords(answers: readonly string[]): { finding: string; figures: string } {
  const { distinct, agreement } = spreadOf(answers);
  const n = answers.length;
  return {
    finding: distinct === 1 ? `All ${n} answers are the same.` : distinct === n ? `No two of the ${n} answers are the same.` : `${distinct} different answers among ${n}.`,
    figures: `Two of them agree ${wholePercent(agreement.value)} of the time (95% interval ${interval(agreement)}, n = ${n}).`,
  };
}

/** "43%"; nothing that can happen is 0%, and nothing that may fail is 100%. */
export function percent(probability: number): string {
  if (probability === 0) return '0%';
  if (probability < 0.001) return '<0.1%';
  if (probability > 0.9995 && probability < 1) return '>99.9%';
  return probability < 0.0995 || (probability > 0.99 && probability < 1) ? `${(100 * probability).toFixed(1)}%` : `${Math.round(100 * probability)}%`;
}

/** A chance that is known from one side only; what is too small to print is so from both. */
function bounded(chance: string, sign: string): string {
  return sign === '' || chance === '0%' || chance.startsWith('<') ? chance : `${sign} ${chance}`;
}

function share(value: number): string {
  return `${(100 * value).toFixed(2)}%`;
}

function element(document: Document, tag: string, kind = '', text?: string): HTMLElement {
  const made = document.createElement(tag);
  if (kind !== '') made.className = kind;
  if (text !== undefined) made.textContent = text;
  return made;
}
