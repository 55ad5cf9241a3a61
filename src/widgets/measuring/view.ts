/** What the figures of this chapter draw, as elements of the given document: in the page, and by linkedom when it is built. */
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { interval, percent } from '../../lab/wording.ts';
import { differenceWords, verdictWords, type Sized } from './sizes.ts';

/** The ends of a scale. */
export interface Scale {
  readonly from: number;
  readonly to: number;
}

/** A line of a scale with a ring on its band and, beside it, a dot on its reach. */
export function track(document: Document, scale: Scale, { ring, dot }: { ring?: Estimate | undefined; dot?: Estimate | undefined }): HTMLElement {
  const at = (value: number): string => `${(100 * Math.min(1, Math.max(0, (value - scale.from) / (scale.to - scale.from)))).toFixed(1)}%`;
  const rest = (value: number): string => `${(100 - Number.parseFloat(at(value))).toFixed(1)}%`;
  const made = element(document, 'div', 'track');
  made.setAttribute('aria-hidden', 'true');
  const mark = (name: 'i' | 'b', className: string, style: string) => {
    const drawn = element(document, name, className);
    drawn.setAttribute('style', style);
    made.append(drawn);
  };
  for (const [estimate, span, point] of [[ring, 'band', 'ring'], [dot, 'reach', 'dot']] as const) {
    if (!estimate) continue;
    mark('i', span, `inset-inline:${at(estimate.low)} ${rest(estimate.high)}`);
    mark('b', point, `inset-inline-start:${at(estimate.value)}`);
  }
  return made;
}

/** One row for each number of tickets: the recorded comparison and, where there is one, the reader's own. */
export function sizeRows(document: Document, recorded: readonly Sized[], reach: number, live: readonly Sized[] = [], same = false): HTMLElement[] {
  const scale = { from: -reach / 100, to: reach / 100 };
  return recorded.map((row) => {
    const own = live.find(({ n }) => n === row.n);
    const made = element(document, 'tr', row.verdict.verdict === 'cannot tell' ? '' : 'told');
    const difference = element(document, 'td', 'drawn');
    difference.append(track(document, scale, { ring: row.difference, dot: own?.difference }), differenceWords(row));
    const verdict = element(document, 'td', 'verdict-cell', verdictWords(row));
    verdict.append(element(document, 'span', 'live', own ? `here: ${same ? 'the same' : verdictWords(own)}` : ''));
    const head = element(document, 'th', '', String(row.n));
    head.setAttribute('scope', 'row');
    made.append(
      head, share(document, row.a), share(document, row.b),
      element(document, 'td', '', `${row.onlyA} : ${row.onlyB}`), difference, verdict,
    );
    return made;
  });
}

/** Marks of the tickets that were drawn, one row a request: ✓ right, × not. */
export function marks(document: Document, name: string, rights: readonly boolean[]): HTMLElement {
  const made = element(document, 'tr');
  const head = element(document, 'th', '', name);
  head.setAttribute('scope', 'row');
  const total = element(document, 'td', 'total', `${rights.filter(Boolean).length}/${rights.length}`);
  made.append(head, ...rights.map((right) => element(document, 'td', right ? 'right' : '', right ? '✓' : '×')), total);
  return made;
}

/** How often each score came up: a row of bars over a row of counts. */
export function bars(document: Document, counts: readonly number[]): HTMLElement {
  const most = Math.max(1, ...counts);
  const made = element(document, 'tr', 'bars');
  const head = element(document, 'th', '', 'draws');
  head.setAttribute('scope', 'row');
  made.append(head, ...counts.map((count) => {
    const cell = element(document, 'td');
    const bar = element(document, 'i');
    bar.setAttribute('style', `block-size:${(5 * count / most).toFixed(2)}rem`);
    cell.append(bar, String(count));
    return cell;
  }));
  return made;
}

/** A row of a name, a drawing and texts. */
export function row(document: Document, name: string, drawing: HTMLElement, texts: readonly string[]): HTMLElement {
  const made = element(document, 'tr');
  const head = element(document, 'th', '', name);
  head.setAttribute('scope', 'row');
  const drawn = element(document, 'td', 'drawn');
  drawn.append(drawing);
  made.append(head, drawn, ...texts.map((text) => element(document, 'td', '', text)));
  return made;
}

function share(document: Document, estimate: Estimate): HTMLElement {
  const made = element(document, 'td');
  made.append(element(document, 'b', '', percent(estimate.value)), ` ${interval(estimate)}`);
  return made;
}

function element(document: Document, name: string, className = '', text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
