/**
 * A whole experiment in a link, with who answered it. Who opens the link can ask the same again; nothing is asked before
 * they say so. An experiment that is graded by code goes into no such link: code from a link is run on the bench alone,
 * and only once its reader has seen it and said so (widgets/bench/own/offered.ts).
 */
import type { Message } from '../../tinydesk/world/example.ts';
import { completionCount, firstItems, type Experiment, type Lever } from '../experiment.ts';
import { isSandboxed } from '../grader.ts';
import { itemsOf } from '../items.ts';
import type { RunRecord } from '../record.ts';
import { engineFrom, experimentFrom, RecordError } from '../record-json.ts';
import { thousands } from '../wording.ts';
import { decodeShare, encodeShare, ShareError } from './share.ts';

export interface SharedExperiment {
  readonly name: string;
  readonly experiment: Experiment;
  /** Who answered when the link was made. */
  readonly engine: RunRecord['engine'];
}

/** An experiment from a link, with what the model reads for its first item. */
export interface OpenedExperiment extends SharedExperiment {
  readonly first: readonly { readonly label: string; readonly lever: Lever; readonly messages: readonly Message[] }[];
}

/** A link may ask for so many completions: a quarter of an hour of TinyDesk. 20 arms of 400 items with ten answers each are 80,000. */
export const MOST_COMPLETIONS = 100_000;
/** Characters of a prompt; no model here reads as many. */
const LONGEST_PROMPT = 100_000;
const LONGEST_NAME = 200;

/** The link's text. Rejects with a ShareError where the experiment is too large for a link, or could not be opened from one. */
export function encodeExperiment({ name, experiment, engine }: SharedExperiment): Promise<string> {
  const fault = refusal(experiment);
  if (fault) return Promise.reject(new ShareError(`This cannot be shared by a link: ${fault}. Export the run to a file and send that.`));
  return encodeShare({ name, experiment, engine });
}

/** Rejects with a ShareError that says what is wrong with the link, and with nothing else. */
export async function decodeExperiment(text: string): Promise<OpenedExperiment> {
  const shared = await decodeShare(text, parse);
  const { items, arms } = shared.experiment;
  try {
    const [item] = await itemsOf({ ...shared.experiment, items: firstItems(items, 1) });
    const first = item!.arms.map(({ messages }, at) => ({ label: arms[at]!.label, lever: arms[at]!.lever, messages }));
    if (first.some(({ messages }) => messages.reduce((sum, { content }) => sum + content.length, 0) > LONGEST_PROMPT)) throw new Error(`a prompt has more than ${thousands(LONGEST_PROMPT)} characters`);
    return { ...shared, first };
  } catch (error) {
    throw new ShareError(`The experiment of this link cannot be asked: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function parse(json: unknown): SharedExperiment {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('It is no experiment.');
  const { name, experiment, engine, ...others } = json as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) throw new Error(`Its experiment has an unknown member ${JSON.stringify(other)}.`);
  if (typeof name !== 'string' || name.trim() === '' || name.length > LONGEST_NAME) throw new Error(`Its name is no text of at most ${LONGEST_NAME} characters.`);
  try {
    const shared = { name, experiment: experimentFrom(experiment), engine: engineFrom(engine) };
    const fault = refusal(shared.experiment);
    if (fault) throw new Error(`It is not opened: ${fault}.`);
    return shared;
  } catch (error) {
    throw error instanceof RecordError ? new Error(`Its experiment is not whole: ${error.reason}.`, { cause: error }) : error;
  }
}

/** Why an experiment goes into no link; nothing where it may. */
function refusal(experiment: Experiment): string | undefined {
  if (completionCount(experiment) > MOST_COMPLETIONS) return `it asks for ${thousands(completionCount(experiment))} completions, and a link may ask for ${thousands(MOST_COMPLETIONS)}`;
  if (experiment.graders.some(isSandboxed)) return 'it is graded by code that someone wrote, and code from links is not run here';
  return undefined;
}
