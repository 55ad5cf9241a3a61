/**
 * The facts of TinyDesk's model card, gathered from where they are decided: the model's own files, the code that
 * trained it, the recorded runs, and content/data/tinydesk.yaml for what is said in words. Runs in Node, from the root
 * of the project.
 */
import { readFileSync, statSync } from 'node:fs';
import { parse } from 'yaml';
import { parseConfig, type LlamaConfig } from '../tinydesk/model/config.ts';
import { storageOf } from '../tinydesk/model/quantised.ts';
import { layoutOf } from '../tinydesk/model/parameters.ts';
import { DECAY_SHARE, DEEPENED_AT, ratesAt, TOKENS_PER_STEP } from '../tinydesk/train/plan.ts';
import { OPEN } from '../tinydesk/world/example.ts';
import { trainingSentences } from '../tinydesk/world/training-sentences.ts';
import { BRIDGE_UNTIL, GROWN_AT, GROWN_SHARE, KEYWORDS_UNTIL, RAMP, SENTENCES_UNTIL, WEIGHTS, WHOLE_SHARE } from '../tinydesk/world/mixture.ts';
import { cores } from '../tinydesk/world/sentences.ts';
import type { Split } from '../tinydesk/world/split.ts';
import { abilityFigures, type AbilityFigure } from './ability-figures.ts';
import { abilities, ABILITY_ITEMS } from './experiments/abilities.ts';
import { recordFromJson } from './record-json.ts';
import type { RunRecord } from './record.ts';
import { HAND_TYPED } from './tasks/hand-typed.ts';

/** What content/data/tinydesk.yaml says. */
export interface CardWords {
  readonly summary: string;
  readonly is: readonly string[];
  readonly isNot: readonly string[];
  readonly families: Readonly<Record<string, string>>;
  readonly tokenizer: string;
  readonly world: string;
  readonly splits: string;
  readonly handTyped: string;
  readonly start: string;
  readonly optimiser: string;
  readonly curriculum: string;
  readonly grown: string;
  readonly tried: string;
  readonly limits: readonly string[];
}

export interface CardAbility {
  readonly id: string;
  readonly title: string;
  readonly figures: readonly AbilityFigure[];
}

/** Speeds of `npm run bench` on one machine, in tokens a second. */
export interface CardSpeed {
  readonly machine: string;
  readonly node: string;
  readonly decode: { readonly decode1: number; readonly decode32: number; readonly javascript: number; readonly prefill: number };
  readonly training: { readonly step: number };
  readonly aims: readonly { readonly name: string; readonly wanted: number; readonly measured: number; readonly met: boolean }[];
}

export interface Card {
  readonly words: CardWords;
  readonly config: LlamaConfig;
  readonly parameters: number;
  /** Whether the matrices of the layers are stored in 8 bits; else all weights are binary16. */
  readonly inBytes: boolean;
  /** Every file of the model folder that the card vouches for. */
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  /** Share of each family in the whole mixture, largest first. */
  readonly mixture: readonly { readonly family: string; readonly share: number; readonly words: string }[];
  readonly curriculum: { readonly keywordsUntil: number; readonly bridgeUntil: number; readonly sentencesUntil: number; readonly wholeFrom: number; readonly wholeShare: number; readonly grownAt: number; readonly deepenedAt: number; readonly grownShare: number };
  /** Sentence frames of the five departments together, and hand-typed tickets. */
  readonly frames: Readonly<Record<Split, number>>;
  readonly handTyped: { readonly dev: number; readonly test: number };
  readonly training: {
    readonly steps: number;
    readonly tokens: number;
    /** The weights lie between those at the end of the run and those after so many tokens, by this share of the way; undefined where they are those at the end. */
    readonly towards: { readonly tokens: number; readonly share: number } | undefined;
    readonly tokensAStep: number;
    readonly muon: number;
    readonly adam: number;
    /** The last part of the tokens, over which the rates fall to zero. */
    readonly decayShare: number;
    /** What a token counts in the loss where the context leaves it open; elsewhere it counts 1. */
    readonly openWeight: number;
    /** [tokens read, mean loss in nats], each over its stretch of the run. */
    readonly curve: readonly (readonly [number, number])[];
  };
  readonly abilities: readonly CardAbility[];
  readonly speed: CardSpeed;
}

export const MODEL_FOLDER = 'public/tinydesk/instructed';

/** Reads everything. Throws where a file is missing, or where the words and the code name different families. */
export function readCard(): Card {
  const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const words = parse(readFileSync('content/data/tinydesk.yaml', 'utf8')) as CardWords;
  const configJson = json(`${MODEL_FOLDER}/config.json`) as Record<string, unknown>;
  const config = parseConfig(configJson);
  const hashes = json(`${MODEL_FOLDER}/hashes.json`) as Record<string, string>;
  const run = json(`${MODEL_FOLDER}/curve.json`) as { step: number; tokens: number; towards?: { tokens: number; share: number }; curve: [number, number][] };
  const rates = ratesAt(Number.MAX_SAFE_INTEGER, 0, 1);
  return {
    words,
    config,
    inBytes: storageOf(configJson) === 'compressed',
    parameters: layoutOf(config).count,
    files: Object.entries(hashes).map(([name, sha256]) => ({ name, bytes: statSync(`${MODEL_FOLDER}/${name}`).size, sha256 })),
    mixture: mixtureOf(words),
    curriculum: { keywordsUntil: KEYWORDS_UNTIL, bridgeUntil: BRIDGE_UNTIL, sentencesUntil: SENTENCES_UNTIL, wholeFrom: SENTENCES_UNTIL + RAMP, wholeShare: WHOLE_SHARE, grownAt: GROWN_AT, deepenedAt: DEEPENED_AT, grownShare: GROWN_SHARE },
    frames: framesOf(),
    handTyped: HAND_TYPED,
    training: { steps: run.step, tokens: run.tokens, towards: run.towards, tokensAStep: TOKENS_PER_STEP, muon: rates.muon, adam: rates.adam, decayShare: DECAY_SHARE, openWeight: OPEN, curve: run.curve },
    abilities: abilities({ split: 'test', count: ABILITY_ITEMS }).map((ability) => ({
      id: ability.experiment.id,
      title: ability.experiment.title,
      figures: abilityFigures(ability, recordOf(ability.experiment.id)),
    })),
    speed: json('content/data/bench.json') as CardSpeed,
  };
}

function recordOf(id: string): RunRecord {
  return recordFromJson(readFileSync(`content/runs/${id}.json`, 'utf8'));
}

function mixtureOf({ families }: CardWords): Card['mixture'] {
  const unknown = Object.keys(families).filter((family) => !Object.hasOwn(WEIGHTS, family));
  if (unknown.length > 0) throw new Error(`content/data/tinydesk.yaml describes ${unknown.join(', ')}, which the mixture does not have. Remove it.`);
  const total = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);
  return Object.entries(WEIGHTS)
    .map(([family, weight]) => {
      const described = families[family];
      if (described === undefined) throw new Error(`content/data/tinydesk.yaml does not say what the family "${family}" teaches. Add it under families.`);
      return { family, share: weight / total, words: described };
    })
    .sort((a, b) => b.share - a.share);
}

function framesOf(): Record<Split, number> {
  const count = (split: Split) => Object.values(cores).reduce((sum, sentences) => sum + sentences[split].length, 0);
  const more = Object.values(trainingSentences.cores).reduce((sum, sentences) => sum + sentences.length, 0);
  return { train: count('train') + more, dev: count('dev'), test: count('test') };
}
