/** What a live run of an ability needs beyond the page, fetched when the reader presses Run. */
import { macrotask } from '../../engines/macrotask.ts';
import { abilityFigures, type AbilityFigure } from '../../lab/ability-figures.ts';
import { independentWords } from '../../lab/card-words.ts';
import { completionCount, type Experiment } from '../../lab/experiment.ts';
import { abilities, ABILITY_ITEMS } from '../../lab/experiments/abilities.ts';
import { recordFromJson } from '../../lab/record-json.ts';
import type { RunRecord } from '../../lab/record.ts';
import { interval, percent, thousands } from '../../lab/wording.ts';
import { equality, equalitySentence } from '../shared/equality.ts';

export interface LiveFigure extends AbilityFigure {
  readonly measured: string;
  readonly interval: string;
  /** Beside steps: what they would reach together, each on its own. */
  readonly together?: string;
}

export interface LiveAbility {
  /** How many answers it draws, in words. */
  readonly answers: string;
  readonly experiment: Experiment;
  /** What a run of it found. `model` is the beginning of the hash of the model that ran. */
  tell(live: RunRecord): Promise<{ figures: LiveFigure[]; comparison: string; model: string }>;
}

const committed = import.meta.glob<string>('../../../content/runs/ability-*.json', { query: '?raw', import: 'default' });

/** The experiment of that id, as it was recorded. */
export function ability(id: string): LiveAbility {
  const found = abilities({ split: 'test', count: ABILITY_ITEMS }).find(({ experiment }) => experiment.id === id);
  const load = committed[`../../../content/runs/${id}.json`];
  if (!found || !load) throw new Error(`there is no recorded ability ${id}`);
  return {
    answers: thousands(completionCount(found.experiment)),
    experiment: found.experiment,
    async tell(live) {
      const same = equality(recordFromJson(await load()), live);
      const figures: LiveFigure[] = [];
      for (const cell of found.cells) {
        // One at a time: intervals by resampling would hold the page up.
        await macrotask();
        figures.push(...abilityFigures({ ...found, cells: [cell] }, live).map((figure) => ({ ...figure, measured: percent(figure.value), interval: interval(figure), ...(figure.independent !== undefined && { together: independentWords(figure.independent) }) })));
      }
      return {
        figures,
        model: live.engine.modelHash.slice(0, 8),
        comparison: same ? equalitySentence(same, 'item') : 'The recorded run asked something else.',
      };
    },
  };
}
