/**
 * Automatic prompt search: which instruction, which worked examples and in which order, by successive halving
 * (Jamieson and Talwalkar 2016; for prompts, as in Pryzant et al. 2023) on development items. It looks at no test item.
 * Its winner was picked because it did well there, so what it scored there flatters it: what it is worth is measured
 * once, on items that the search never saw (see finalTest).
 *
 * Libraries for prompt optimisation let a large model propose instructions, against a service and its key. Here the
 * candidates are listed or drawn by a seed, so that a reader can run the same search again, offline, to the last bit.
 */
import type { ChatEngine } from '../engines/chat.ts';
import { Random } from '../tinydesk/random.ts';
import type { Arm, Experiment } from './experiment.ts';
import type { GraderName } from './graders.ts';
import { run, type RunControls } from './runner.ts';
import { POOL, type Answer } from './tasks/prompted.ts';
import type { MessageSource } from './template/prompt.ts';
import type { TicketForm } from '../tinydesk/world/ticket.ts';

/** What a search chooses from, and what for. */
export interface SearchSpace {
  readonly answer: Answer;
  readonly ticket: TicketForm;
  readonly grader: GraderName;
  /** Prompts without examples; the first is what the search has to beat. */
  readonly instructions: readonly [readonly MessageSource[], ...(readonly MessageSource[])[]];
  /** How many worked examples a candidate may have. */
  readonly exampleCounts: readonly number[];
  /** How many candidates are drawn, the baseline among them. */
  readonly candidates: number;
  readonly seed: string;
}

/** `examples` are places in the pool, in their order in the prompt. */
export interface Candidate {
  readonly id: string;
  readonly instruction: number;
  readonly examples: readonly number[];
}

export interface SearchPlan {
  /** New development items that every candidate of a round is asked; each round doubles them. */
  readonly items: number;
  /** Tokens, of prompts and answers together, that the search may spend. */
  readonly tokens: number;
}

/** A candidate's standing after a round, over all items that it has been asked so far. */
export interface Standing {
  readonly candidate: Candidate;
  readonly right: number;
  readonly items: number;
  /** Tokens a completion, of prompt and answer. */
  readonly tokens: number;
}

export interface Round {
  /** Best first. */
  readonly standings: readonly Standing[];
  readonly tokens: number;
}

export interface SearchResult {
  readonly rounds: readonly Round[];
  readonly winner: Standing;
  readonly baseline: Standing;
  readonly tokens: number;
  /** Why it ended: one candidate is left, or the next round would have cost more than was left; or it was stopped, and who was ahead is the winner. */
  readonly ended: 'winner' | 'budget' | 'stopped';
}

/** The candidates of a space: the baseline, and others drawn by the seed, no two alike. */
export function candidatesOf({ instructions, exampleCounts, candidates, seed }: SearchSpace): Candidate[] {
  const random = new Random(`search/${seed}`);
  const drawn = new Map<string, Candidate>();
  const add = (instruction: number, examples: readonly number[]) => {
    const key = `${instruction}/${examples.join()}`;
    if (!drawn.has(key)) drawn.set(key, { id: `c${drawn.size}`, instruction, examples });
  };
  add(0, []);
  // A space may be smaller than what is asked of it.
  for (let tries = 0; drawn.size < candidates && tries < 50 * candidates; tries++) {
    add(random.int(0, instructions.length - 1), random.sample(Array.from({ length: POOL }, (_, place) => place), random.pick(exampleCounts)));
  }
  return [...drawn.values()];
}

/**
 * Searches: every round asks the candidates that are left on new development items and keeps the better half; a tie goes
 * to the cheaper. The baseline is asked in every round, so that the winner is compared with it on the same items.
 */
export async function search(space: SearchSpace, plan: SearchPlan, engine: ChatEngine, controls: Pick<RunControls, 'signal' | 'onProgress'> & { readonly onRound?: (round: Round, soFar: SearchResult) => void } = {}): Promise<SearchResult> {
  let left = candidatesOf(space);
  const [baseline] = left as [Candidate];
  const standings = new Map(left.map((candidate): [string, Standing] => [candidate.id, { candidate, right: 0, items: 0, tokens: 0 }]));
  const rounds: Round[] = [];
  let spent = 0;
  let ended: SearchResult['ended'] = 'winner';
  const result = (why: SearchResult['ended']): SearchResult => {
    const [best] = left as [Candidate];
    return { rounds: [...rounds], winner: standings.get(best.id)!, baseline: standings.get(baseline.id)!, tokens: spent, ended: why };
  };
  for (let at = 0; left.length > 1; at++) {
    const count = plan.items * 2 ** at;
    const asked = left.includes(baseline) ? left : [baseline, ...left];
    // The first round is not known beforehand; a later one costs what its candidates have cost so far.
    const price = at === 0 ? 0 : asked.reduce((sum, { id }) => sum + count * standings.get(id)!.tokens, 0);
    if (spent + price > plan.tokens) {
      ended = 'budget';
      break;
    }
    const record = await run(roundOf(space, asked, count, at), engine, {
      ...(controls.signal && { signal: controls.signal }),
      ...(controls.onProgress && { onProgress: controls.onProgress }),
    });
    let tokens = 0;
    for (const [place, candidate] of asked.entries()) {
      const { summary } = record.arms[place]!;
      const cost = summary.promptTokens + summary.answerTokens;
      const before = standings.get(candidate.id)!;
      tokens += cost;
      standings.set(candidate.id, {
        candidate,
        right: before.right + summary.graders[space.grader]!.right,
        items: before.items + count,
        tokens: (before.tokens * before.items + cost) / (before.items + count),
      });
    }
    spent += tokens;
    const { ranked, better } = halved(left.map(({ id }) => standings.get(id)!));
    const round = { standings: ranked, tokens };
    rounds.push(round);
    left = better.map(({ candidate }) => candidate);
    controls.onRound?.(round, result(left.length > 1 ? 'stopped' : 'winner'));
  }
  return result(ended);
}

/** What a round asks these candidates: development items of its own. */
export function roundOf(space: SearchSpace, candidates: readonly Candidate[], count: number, at: number): Experiment {
  return experimentOf(space, candidates, { split: 'dev', count, seed: `search/${space.seed}/${at}` });
}

/** What a round asked, asked of a prompt that took no part in the search. */
export function besideRound(space: SearchSpace, prompt: readonly MessageSource[], count: number, at: number): Experiment {
  return { ...roundOf(space, [], count, at), id: 'prompt-search-beside', arms: [handArm(space, prompt)] };
}

/** The standings of a round, best first, and its better half: the more often right, and of equals the cheaper. */
export function halved(standings: readonly Standing[]): { ranked: Standing[]; better: Standing[] } {
  const ranked = [...standings].sort((a, b) => b.right - a.right || a.tokens - b.tokens);
  return { ranked, better: ranked.slice(0, Math.ceil(ranked.length / 2)) };
}

/** The one look at test items: the winner against the baseline, and against a prompt that someone wrote without a search. */
export function finalTest(space: SearchSpace, winner: Candidate, count: number, byHand: readonly MessageSource[]): Experiment {
  const [baseline] = candidatesOf(space) as [Candidate];
  const experiment = experimentOf(space, [baseline, winner], { split: 'test', count, seed: `search/${space.seed}/final` });
  const [first, second] = experiment.arms as [Arm, Arm];
  return {
    ...experiment,
    id: 'prompt-search-final',
    title: 'What the search found, on items that it never saw',
    arms: [
      { ...first, id: 'baseline', label: 'the first prompt' },
      { ...second, id: 'winner', label: 'what the search found' },
      handArm(space, byHand),
    ],
  };
}

function handArm({ ticket, answer }: SearchSpace, prompt: readonly MessageSource[]): Arm {
  return { id: 'by-hand', label: 'the prompt written by hand', lever: 'prompt', task: { name: 'prompted', options: { prompt, ticket, answer, examples: [] } } };
}

function experimentOf({ answer, ticket, grader, instructions }: SearchSpace, candidates: readonly Candidate[], { split, count, seed }: { split: 'dev' | 'test'; count: number; seed: string }): Experiment {
  return {
    id: 'prompt-search',
    title: 'Prompts of a search',
    items: { split, count, seeds: [seed] },
    samples: 1,
    request: { temperature: 0, max_tokens: 80 },
    graders: [grader],
    arms: candidates.map(({ id, instruction, examples }) => ({
      id, label: id, lever: 'prompt', task: { name: 'prompted', options: { prompt: instructions[instruction]!, ticket, answer, examples } },
    })),
  };
}
