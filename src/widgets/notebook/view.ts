/** What the page of runs draws. Whatever was read from the notebook, a file or a link enters as text, never as markup. */
import { itemCount } from '../../lab/experiment.ts';
import { opensSeal } from '../../lab/seal.ts';
import { interval, percent, thousands } from '../../lab/wording.ts';
import type { OpenedExperiment } from '../../lab/share/shared-experiment.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import type { ComparisonSheet, Flip } from '../../notebook/comparison-sheet.ts';
import { REMEDY } from '../../notebook/damage.ts';
import { isFromFile } from '../../notebook/device.ts';
import { moment } from '../../notebook/moment.ts';
import type { RunSheet } from '../../notebook/run-sheet.ts';
import type { RunSummary } from '../../notebook/run-summary.ts';
import type { DamagedRun } from '../../notebook/runs.ts';
import type { SearchSummary } from '../../notebook/search-summary.ts';
import { duration } from '../shared/time-left.ts';
import { asked, comparisonBasis, comparisonFinding, flipsSentence, headline, PART, seedsInWords } from './words.ts';

export type Child = Node | string;
export type Fact = readonly [what: string, value: string];

export function runRow(run: RunSummary): HTMLTableRowElement {
  const { id, name, title, when, partial, engine, adapterHash, device } = run;
  const open = element('button', { type: 'button', className: 'link name' }, name);
  const time = element('time', { dateTime: when }, moment(when));
  const { shown, rest } = headline(run);
  return row(id, [
    cell('td', choose(id, name)),
    cell('th', open, element('small', {}, ...(title === name ? [] : [`${title} · `]), ...(isFromFile(device) ? ['from a file · '] : []), time)),
    cell('td', asked(run), ...(partial ? [element('small', { className: 'part' }, 'a part of the run')] : [])),
    cell('td', ...shown.map(({ label, figure }) => element('span', { className: 'arm' }, `${label} `, element('b', {}, figure))), ...(rest ? [element('small', {}, rest)] : [])),
    modelCell({ engine, adapterHash }),
  ]);
}

export function modelCell({ engine, adapterHash }: Pick<RunSummary, 'engine' | 'adapterHash'>): HTMLElement {
  return cell('td', element('span', {}, engine.model), element('code', { title: engine.modelHash }, engine.modelHash.slice(0, 8)), ...(adapterHash === null ? [] : [element('small', {}, 'adapter '), element('code', { title: adapterHash }, adapterHash.slice(0, 8))]));
}

/** What cannot be read stands in the list too, until it is deleted. */
export function damagedRow({ id, name, reason }: DamagedRun): HTMLTableRowElement {
  const words = cell('td', element('span', { className: 'part' }, `Its file is damaged: ${reason}. ${REMEDY}`));
  words.colSpan = 3;
  return row(id, [cell('td', ...(id === '' ? [] : [choose(id, name)])), cell('th', name), words]);
}

/** One run, or a pool of several. */
export function sheetPieces(sheet: RunSheet, summary?: RunSummary): Node[] {
  const facts: Fact[] = [
    ['Asked', `${thousands(sheet.items)}${sheet.planned === undefined ? '' : ` of ${thousands(sheet.planned)}`} ${sheet.split === 'test' ? 'sealed test' : sheet.split === 'dev' ? 'development' : 'training'} items${sheet.planned === undefined ? '' : ', a part of the run'}`],
    [sheet.seeds.length === 1 ? 'Seed' : 'Seeds', seedsInWords(sheet.seeds)],
    ['Graded by', sheet.grader],
  ];
  if (summary) facts.push(...origin(summary));
  const rows = sheet.arms.map(({ label, lever, share, n, promptTokens, answerTokens }) => {
    const made = element('tr', {}, cell('th', label), cell('td', element('b', {}, percent(share.value)), bar(share)), cell('td', interval(share)), cell('td', thousands(n)), cell('td', `${thousands(promptTokens)} + ${thousands(answerTokens)}`));
    made.dataset['lever'] = lever;
    return made;
  });
  return [
    scrolling('Arms', table('Each arm’s share right', ['Arm', 'Right', '95%', 'n', 'Tokens'], rows)),
    list([...sheet.comparisons, ...(sheet.planned === undefined ? [] : [PART])]),
    factList(facts),
  ];
}

/** When, by what and on what a run or a search was made. */
export function origin({ engine, adapterHash, device, when, ms }: RunSummary | SearchSummary): Fact[] {
  return [
    [isFromFile(device) ? 'Read from a file' : 'When', moment(when)],
    ['Took', ms > 0 ? duration(ms) : 'not known'],
    ['Model', `${engine.model}, hash ${engine.modelHash.slice(0, 16)}`],
    ['Adapter', adapterHash === null ? 'none' : `hash ${adapterHash.slice(0, 16)}`],
    ['Versions', Object.entries(engine.versions).map(([name, version]) => `${name} ${version.slice(0, 40)}`).join(', ') || 'not known'],
    ['Device', `${device.platform}${device.cores === null ? '' : `, ${device.cores} threads`}`],
  ];
}

export function factList(facts: readonly Fact[]): HTMLElement {
  return element('dl', { className: 'facts' }, ...facts.map(([what, value]) => element('div', {}, element('dt', {}, what), element('dd', {}, value))));
}

export function comparisonPieces(sheet: ComparisonSheet): Node[] {
  const { names, chosen, arms, shares, n, differing, flips } = sheet;
  const sides = ['Newer', 'Older'] as const;
  const rows = ([0, 1] as const).map((side) => element('tr', {},
    cell('th', sides[side], element('small', {}, names[side])),
    cell('td', armField(side, arms[side], chosen[side])),
    cell('td', element('b', {}, percent(shares[side].value)), bar(shares[side])),
    cell('td', interval(shares[side])), cell('td', thousands(n[side]))));
  return [
    element('p', { className: 'finding' }, comparisonFinding(sheet)),
    element('p', { className: 'why' }, comparisonBasis(sheet)),
    scrolling('The two runs', table('The two runs', ['Run', 'Arm', 'Right', '95%', 'n'], rows)),
    ...(differing.length === 0 ? [element('p', {}, 'They asked the same of the same model, on the same kind of device.')] : [
      element('h3', {}, 'What differs'),
      scrolling('What differs', table('What differs between the two runs', ['', ...sides], differing.map(({ what, values }) => element('tr', {}, cell('th', what), ...values.map((value) => cell('td', value)))))),
    ]),
    ...(flips ? [element('h3', {}, 'Flips'), element('p', {}, flipsSentence(flips)), ...(flips.shown.length > 0 ? [scrolling('Flips', table('Items that flipped', ['Item', 'Right in', 'Right answer', ...sides], flips.shown.map(flipRow)))] : [])] : []),
  ];
}

/** An experiment from a link: what it asks, before it asks anything. */
export function sharedPieces({ name, experiment, engine, first }: OpenedExperiment, here: string): Node[] {
  const { items, samples } = experiment;
  return [
    element('p', { className: 'finding' }, name),
    element('p', {}, `${experiment.title}. ${asked({ items: itemCount(experiment), arms: { length: experiment.arms.length } as RunSummary['arms'], samples })}, ${items.seeds.length === 1 ? 'seed' : 'seeds'} ${items.seeds.join(', ')}. The link was made with ${engine.model}, hash ${engine.modelHash.slice(0, 8)}; here ${here} answers.`),
    ...(opensSeal(experiment) ? [element('p', {}, 'Its items are the sealed test items. Running it opens them, which is counted.')] : []),
    ...first.map(({ label, lever, messages }) => {
      const made = element('details', {}, element('summary', {}, label), element('p', {}, 'What the model reads for the first item:'), ...messages.map(message));
      made.dataset['lever'] = lever;
      return made;
    }),
  ];
}

/** A message of a prompt, word for word. */
export function message({ role, content }: { readonly role: string; readonly content: string }): HTMLElement {
  return element('pre', {}, element('b', {}, role), `\n${content}`);
}

export function list(sentences: readonly string[]): HTMLElement {
  return element('ul', { className: 'sentences' }, ...sentences.map((sentence) => element('li', {}, sentence)));
}

export function button(text: string, act: () => void, className = 'button quiet'): HTMLButtonElement {
  const made = element('button', { type: 'button', className }, text);
  made.addEventListener('click', act);
  return made;
}

export function element<K extends keyof HTMLElementTagNameMap>(name: K, settings: Partial<HTMLElementTagNameMap[K]> = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), settings);
  made.append(...children);
  return made;
}

function flipRow({ item, gained, answers, reference }: Flip): HTMLElement {
  return element('tr', {}, cell('th', String(item + 1)), cell('td', gained ? 'newer' : 'older'), ...[reference, ...answers].map((answer) => {
    const made = cell('td', answer || '(nothing)');
    made.className = 'text';
    return made;
  }));
}

function armField(side: 0 | 1, arms: ComparisonSheet['arms'][0], chosen: string): Node {
  const only = arms.length === 1 ? arms[0] : undefined;
  if (only) return document.createTextNode(only.label);
  const made = element('select', { className: 'field', name: side === 0 ? 'newer' : 'older' }, ...arms.map(({ id, label }) => new Option(label, id, false, id === chosen)));
  made.setAttribute('aria-label', `Arm of the ${made.name} run`);
  return made;
}

export function row(id: string, cells: readonly Node[]): HTMLTableRowElement {
  const made = element('tr', {}, ...cells);
  made.dataset['id'] = id;
  return made;
}

export function choose(id: string, name: string): HTMLElement {
  const made = element('input', { type: 'checkbox', value: id });
  made.setAttribute('aria-label', `Choose “${name}”`);
  return element('label', { className: 'choose' }, made);
}

export function cell(tag: 'th' | 'td', ...children: readonly Child[]): HTMLTableCellElement {
  const made = element(tag, {}, ...children);
  if (tag === 'th') made.scope = 'row';
  return made;
}

export function table(caption: string, heads: readonly string[], rows: readonly Node[]): HTMLTableElement {
  const head = heads.map((text) => (text === '' ? element('td') : element('th', { scope: 'col' }, text)));
  return element('table', {}, element('caption', { className: 'visually-hidden' }, caption), element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
}

export function scrolling(label: string, inner: Node): HTMLElement {
  const made = element('div', { className: 'table-scroll', tabIndex: 0, role: 'region' }, inner);
  made.setAttribute('aria-label', label);
  return made;
}

/** A share on its interval, from 0 to 100%. */
export function bar({ value, low, high }: Estimate): HTMLElement {
  const made = element('i', { className: 'share-bar' });
  const at = (share: number) => `${(100 * share).toFixed(1)}%`;
  for (const [name, share] of [['--low', low], ['--high', high], ['--value', value]] as const) made.style.setProperty(name, at(share));
  made.setAttribute('aria-hidden', 'true');
  return made;
}
