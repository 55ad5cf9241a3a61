/**
 * What the grid draws, as elements of the given document: in the page while it runs, and by linkedom when the page is
 * built. Whatever a model wrote enters as text, never as markup.
 */
import type { Message } from '../../tinydesk/world/example.ts';
import { shareRight } from '../../lab/figure.ts';
import type { RunRecord } from '../../lab/record.ts';
import { wilson } from '../../lab/statistics/wilson.ts';
import { interval, percent } from '../../lab/wording.ts';

/** Right answers of so many. */
export interface Count {
  readonly right: number;
  readonly of: number;
}

/** A cell: the recorded share as a ring on its interval and, if anything has run here, the live one as a dot on its own. `more` is said of the recorded answers besides. */
export function cell(document: Document, recorded: Count, more: string, live?: Count, note = ''): HTMLElement[] {
  const track = element(document, 'div', 'track');
  track.setAttribute('aria-hidden', 'true');
  const there = wilson(recorded.right, recorded.of);
  track.append(span(document, 'band', there.low, there.high), point(document, 'ring', there.value));
  const texts = [line(document, '', percent(there.value), ` ${interval(there)}`), line(document, '', '', more)];
  if (live && live.of > 0) {
    const here = wilson(live.right, live.of);
    track.append(span(document, 'reach', here.low, here.high), point(document, 'dot', here.value));
    texts.push(line(document, 'live', percent(here.value), ` ${interval(here)} here${note && `, ${note}`}`));
  } else {
    texts.push(line(document, 'live', '', ''));
  }
  return [track, ...texts];
}

/** What is said of an arm besides: how often the department was right, however it was written. */
export function departments(record: RunRecord, arm: string): string {
  return `department right in ${percent(shareRight(record, arm, 'department').value)}`;
}

/** How one ticket was filed: each prompt's answer, and whether it is the house record. */
export function answers(document: Document, filed: readonly { label: string; answer: string; right: boolean }[]): HTMLElement {
  const list = element(document, 'ul', 'filed');
  list.append(...filed.map(({ label, answer, right }) => {
    const row = element(document, 'li', right ? 'right' : '');
    row.append(element(document, 'span', 'prompt', label), element(document, 'code', '', answer || '(nothing)'), element(document, 'span', 'fate', right ? 'right' : 'wrong'));
    return row;
  }));
  return list;
}

/** Whole prompts, message by message. */
export function prompts(document: Document, shown: readonly { label: string; messages: readonly Message[] }[]): HTMLElement[] {
  return shown.flatMap(({ label, messages }) => {
    const text = element(document, 'pre');
    text.textContent = messages.map(({ role, content }) => `${role}: ${content}`).join('\n');
    return [element(document, 'h4', '', `${label.charAt(0).toUpperCase()}${label.slice(1)}`), text];
  });
}

function line(document: Document, className: string, value: string, rest: string): HTMLElement {
  const text = element(document, 'p', className);
  if (value) text.append(element(document, 'b', '', value));
  text.append(rest);
  return text;
}

function span(document: Document, className: string, low: number, high: number): HTMLElement {
  const made = element(document, 'i', className);
  made.setAttribute('style', `inset-inline:${(100 * low).toFixed(1)}% ${(100 * (1 - high)).toFixed(1)}%`);
  return made;
}

function point(document: Document, className: string, value: number): HTMLElement {
  const made = element(document, 'b', className);
  made.setAttribute('style', `inset-inline-start:${(100 * value).toFixed(1)}%`);
  return made;
}

function element(document: Document, name: string, className = '', text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
