/** A whole prompt search with its sealed test: what is recorded, committed and run again. */
import type { ChatEngine } from '../engines/chat.ts';
import { canonical } from './canonical.ts';
import type { Experiment } from './experiment.ts';
import type { RunRecord } from './record.ts';
import { run, type RunControls } from './runner.ts';
import { besideRound, finalTest, search, type Round, type SearchPlan, type SearchResult, type SearchSpace } from './search.ts';
import type { MessageSource } from './template/prompt.ts';

/** What is searched, for how much, and on how many test items the winner is tried once. */
export interface PromptSearch {
  readonly id: string;
  readonly title: string;
  readonly space: SearchSpace;
  readonly plan: SearchPlan;
  readonly finalItems: number;
  /** A prompt that someone wrote without the search: what the winner is worth is what it gains over this one. */
  readonly byHand: readonly MessageSource[];
}

/** Right answers among so many items. */
export interface Share {
  readonly right: number;
  readonly items: number;
}

export interface SearchRecord {
  readonly search: PromptSearch;
  readonly result: SearchResult;
  /** The prompt written by hand on the development items that the winner was asked: nobody chose it for its score there. */
  readonly control: Share;
  /** Baseline, winner and the prompt written by hand, on test items; it names the model. */
  readonly final: RunRecord;
}

/** A search made here, with who answered it: what a reader keeps of it. Its look at the test items is a run of its own. */
export interface FoundSearch {
  readonly search: PromptSearch;
  readonly engine: RunRecord['engine'];
  /** Of a search that was stopped, the rounds that were finished. */
  readonly result: SearchResult;
}

export interface SearchControls extends Pick<RunControls, 'signal'> {
  readonly onRound?: (round: Round) => void;
  /** Completions done and planned of the round, or of the final test, under way. */
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
}

/** Searches on development items, asks those of the prompt written by hand too, then opens the test items once. Rejects with the engine's error, or as aborted. */
export async function runSearch(prompts: PromptSearch, engine: ChatEngine, controls: SearchControls = {}): Promise<SearchRecord> {
  const { space, plan, finalItems, byHand } = prompts;
  const result = await search(space, plan, engine, controls);
  const { signal, onProgress } = controls;
  const asked = (experiment: Experiment) => run(experiment, engine, { ...(signal && { signal }), ...(onProgress && { onProgress }) });
  const control = { right: 0, items: 0 };
  for (const at of result.rounds.keys()) {
    const { arms } = await asked(besideRound(space, byHand, plan.items * 2 ** at, at));
    control.right += arms[0]!.summary.graders[space.grader]!.right;
    control.items += plan.items * 2 ** at;
  }
  return { search: prompts, result, control, final: await asked(finalTest(space, result.winner.candidate, finalItems, byHand)) };
}

/** The record as JSON with sorted keys; equal records give equal bytes. */
export function searchToJson(record: SearchRecord | FoundSearch): string {
  return `${canonical(record)}\n`;
}
