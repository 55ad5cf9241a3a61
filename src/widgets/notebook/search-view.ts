/** What the page of runs draws of a prompt search. */
import { interval, percent, thousands } from '../../lab/wording.ts';
import { isFromFile } from '../../notebook/device.ts';
import { moment } from '../../notebook/moment.ts';
import type { SearchSheet, TrialRow } from '../../notebook/search-sheet.ts';
import type { SearchSummary } from '../../notebook/search-summary.ts';
import { bar, cell, choose, element, factList, list, message, modelCell, origin, row, scrolling, table } from './view.ts';
import { counted, ENDED, FLATTERED, searched, searchFinding } from './words.ts';

export function searchRow(search: SearchSummary): HTMLTableRowElement {
  const { id, name, when, winner, partial, device } = search;
  const open = element('button', { type: 'button', className: 'link name' }, name);
  return row(id, [
    cell('td', choose(id, name)),
    cell('th', open, element('small', {}, element('b', { className: 'kind' }, 'search'), ' · ', ...(isFromFile(device) ? ['from a file · '] : []), element('time', { dateTime: when }, moment(when)))),
    cell('td', searched(search), ...(partial ? [element('small', { className: 'part' }, 'a part of the search')] : [])),
    cell('td', element('span', { className: 'arm' }, `${winner.label} `, element('b', {}, `${percent(winner.share.value)}, ${interval(winner.share)}`)), element('small', {}, 'on the items that chose it')),
    modelCell(search),
  ]);
}

/** A search, with what leads to the run that tried its winner on test items where that is kept. */
export function searchPieces(sheet: SearchSheet, summary: SearchSummary, final?: HTMLElement): Node[] {
  const { rounds, options, winner, prompt, tokens, seed, grader, ended } = sheet;
  return [
    element('p', { className: 'finding' }, searchFinding(sheet)),
    list([ENDED[ended], FLATTERED]),
    element('p', {}, ...(final ? ['It was tried on test items: ', final] : [summary.final === null ? 'It was not tried on test items.' : 'It was tried on test items, in a run that is no longer in the notebook.'])),
    element('h3', {}, ended === 'stopped' ? 'The prompt that was ahead' : 'The winner’s prompt'),
    ...(typeof prompt === 'string'
      ? [element('p', {}, `${winner.label}. What the model reads with it cannot be made here: ${prompt}`)]
      : [element('p', {}, 'What the model reads for the first development item:'), ...prompt.map(message)]),
    ...rounds.flatMap(({ items, tokens: spent, trials }, at) => [
      element('h3', {}, `Round ${at + 1}: ${counted(trials.length, 'prompt')}, ${counted(items, 'new item')}, ${counted(spent, 'token')}`),
      scrolling(`Round ${at + 1}`, table(`Prompts of round ${at + 1}, best first`, ['Prompt', 'Right', '95%', 'Of', 'Tokens each', ''], trials.map((trial, place) => trialRow(trial, at < rounds.length - 1 ? (trial.better ? 'goes on' : '') : place === 0 ? (ended === 'stopped' ? 'ahead' : 'the winner') : '')))),
    ]),
    factList([
      ['Drawn', `${counted(options.candidates, 'prompt')} from ${counted(options.instructions, 'instruction')} with ${options.exampleCounts.join(', ')} examples`],
      ['Items in the first round', thousands(options.items)],
      ['Seed', seed],
      ['Graded by', grader],
      ['Spent', `${thousands(tokens)} of ${counted(options.tokens, 'token')}`],
      ...origin(summary),
    ]),
  ];
}

function trialRow({ label, examples, right, items, share, tokens }: TrialRow, fate: string): HTMLElement {
  return element('tr', {},
    cell('th', label, ...(examples.length > 0 ? [element('small', {}, `${examples.length === 1 ? 'example' : 'examples'} ${examples.map((place) => place + 1).join(', ')} of the pool`)] : [])),
    cell('td', element('b', {}, percent(share.value)), bar(share)),
    cell('td', interval(share)),
    cell('td', `${thousands(right)} of ${thousands(items)}`),
    cell('td', thousands(tokens)),
    cell('td', fate));
}
