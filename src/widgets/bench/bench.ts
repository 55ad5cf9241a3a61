/** What the prompt bench holds: up to six named prompts, and what they are asked about. Every change gives a new bench. */
import { canonical } from '../../lab/canonical.ts';
import type { Arm, Experiment, RequestTemplate } from '../../lab/experiment.ts';
import type { Grader } from '../../lab/grader.ts';
import { checkedGrader } from '../../lab/grader-check.ts';
import { POOL, SLOTS, type Answer, type PromptedOptions } from '../../lab/tasks/prompted.ts';
import { parsePrompt, type MessageSource } from '../../lab/template/prompt.ts';
import { MOST_ROWS } from '../../lab/table/table.ts';
import type { WorkedExample } from '../../lab/template/values.ts';
import type { TicketForm } from '../../tinydesk/world/ticket.ts';
import { HOLDS, parted, type Hold } from './own/held.ts';

export interface Variant {
  readonly name: string;
  readonly prompt: readonly MessageSource[];
  /** Places in the pool of worked examples, in order. */
  readonly examples: readonly number[];
}

/** What is asked, of which items. */
export interface Question {
  readonly answer: Answer;
  readonly ticket: TicketForm;
  readonly lines?: number;
  readonly grader: Grader;
  readonly request: RequestTemplate;
  readonly samples: number;
}

export interface Bench {
  readonly question: Question;
  readonly count: number;
  readonly seed: string;
  /** Items of the reader's own, in place of drawn ones. */
  readonly own?: readonly WorkedExample[];
  /** The share of them that only the final comparison asks. */
  readonly hold?: Hold;
  readonly variants: readonly Variant[];
}

/** Of its experiments. */
const ID = 'prompt-bench';
export const MOST_VARIANTS = 6;
export const COUNTS = [20, 50, 100, 200, 400] as const;
export const LONGEST_NAME = 40;
export const LONGEST_MESSAGE = 2_000;
export const MOST_EXAMPLES = 8;

/** The bench of a recorded experiment, whose arms are written prompts about the same items. */
export function benchOf({ id, arms, items, samples, request, graders }: Experiment): Bench {
  const options = arms.map(({ task }): PromptedOptions => {
    if (task.name !== 'prompted') throw new Error(`The experiment "${id}" has an arm that is no written prompt (${task.name}), so the bench cannot hold it. Write it as a prompt with slots.`);
    return task.options;
  });
  const { answer, ticket, lines } = options[0]!;
  if (options.some((other) => other.answer !== answer || other.ticket !== ticket || other.lines !== lines)) throw new Error(`The arms of "${id}" ask different things, so the bench cannot hold them beside one another.`);
  return {
    question: { answer, ticket, ...(lines !== undefined && { lines }), grader: graders[0], request, samples },
    count: items.count,
    seed: items.seeds[0],
    ...(items.given && { own: items.given }),
    variants: arms.map(({ label }, at) => ({ name: label, prompt: options[at]!.prompt, examples: options[at]!.examples ?? [] })),
  };
}

/** Whether it is a run of this bench, whatever its prompts, its items and its grader. */
export function isRunOf({ question }: Bench, experiment: Experiment): boolean {
  const asked = ({ grader: _, ...rest }: Question) => canonical(rest);
  return experiment.id === ID && asked(benchOf(experiment).question) === asked(question);
}

/** What a run is called in the notebook: by its prompts. */
export function nameOf({ items, arms }: Experiment): string {
  return `${items.split === 'test' ? 'Final comparison' : 'Bench'}: ${arms.map(({ label }) => label).join(', ')}`;
}

/** The bench as an experiment on development items; as the final comparison, on test items. Of the reader's own items these are those to look at, and those held back. */
export function experimentOf(bench: Bench, split: 'dev' | 'test' = 'dev'): Experiment {
  const { question: { grader, request, samples }, own, hold, seed } = bench;
  const given = own && hold ? parted(own, hold, seed)[split] : own;
  return {
    id: ID,
    title: 'Prompts of the bench',
    items: { split, count: given?.length ?? bench.count, seeds: [seed], ...(given && { given }) },
    samples,
    request,
    graders: [grader],
    arms: armsOf(bench),
  };
}

function armsOf({ question: { answer, ticket, lines }, variants }: Bench): Arm[] {
  return variants.map(({ name, prompt, examples }, at): Arm => ({
    id: `v${at + 1}`, label: name, lever: 'prompt',
    task: { name: 'prompted', options: { prompt, ticket, answer, ...(lines !== undefined && { lines }), ...(examples.length > 0 && { examples }) } },
  }));
}

/** For each prompt of the bench, whether the run asked just that, under the same name, in the same place. */
export function askedIn(bench: Bench, { arms }: Experiment): boolean[] {
  const asked = ({ label, task }: Arm) => canonical({ label, task });
  return armsOf(bench).map((arm, at) => arms[at] !== undefined && asked(arm) === asked(arms[at]));
}

/** The same bench with a name of its own for every prompt: of equals, the later ones get a number. */
export function named(bench: Bench): Bench {
  return bench.variants.reduce((made, { name }, at) => {
    const before = { ...made, variants: made.variants.slice(0, at) };
    return before.variants.some((variant) => variant.name === name) ? edit(made, at, { name: freeName(before, name) }) : made;
  }, bench);
}

/** The variant, changed. A name that another one has gets a number. */
export function edit(bench: Bench, at: number, change: Partial<Variant>): Bench {
  return { ...bench, variants: bench.variants.map((variant, each) => (each === at ? { ...variant, ...change, name: freeName(bench, change.name ?? variant.name, at) } : variant)) };
}

/** A copy of the variant, right after it; the same bench where six are there already. */
export function duplicate(bench: Bench, at: number): Bench {
  const original = bench.variants[at];
  if (!original || bench.variants.length >= MOST_VARIANTS) return bench;
  const copy = { ...original, name: freeName(bench, original.name) };
  return { ...bench, variants: [...bench.variants.slice(0, at + 1), copy, ...bench.variants.slice(at + 1)] };
}

/** Without the variant; the last one stays. */
export function remove(bench: Bench, at: number): Bench {
  return bench.variants.length < 2 ? bench : { ...bench, variants: bench.variants.filter((_, each) => each !== at) };
}

/** The first so many examples of the pool, in which the departments take turns. */
export function firstExamples(count: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(MOST_EXAMPLES, Math.round(count))) }, (_, place) => place);
}

/** What is wrong with a variant's text, as a sentence; nothing where it can be asked. */
export function faultIn({ prompt }: Variant): string | undefined {
  try {
    parsePrompt(prompt, SLOTS);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (!prompt.some(({ template }) => /\{\{\s*ticket\b/.test(template))) return 'The ticket is nowhere in this prompt. Put {{ticket}} where it belongs.';
  return undefined;
}

/** A bench from a link or a file: what it says of the question is taken from `like`, and everything else is checked. Throws a sentence. */
export function benchFrom(value: unknown, like: Bench): Bench {
  const { count, seed, variants, own, hold, grader: graded } = object(value, 'The bench');
  if (!Array.isArray(variants) || variants.length === 0 || variants.length > MOST_VARIANTS) throw new Error(`A bench has 1 to ${MOST_VARIANTS} prompts.`);
  const names = new Set<string>();
  const checked = variants.map((variant): Variant => {
    const { name, prompt, examples } = object(variant, 'A prompt');
    if (typeof name !== 'string' || name.trim() === '' || name.length > LONGEST_NAME) throw new Error(`The name of a prompt has 1 to ${LONGEST_NAME} characters.`);
    if (names.has(name)) throw new Error(`Two prompts are called “${name}”.`);
    names.add(name);
    if (!Array.isArray(prompt) || prompt.length === 0 || prompt.length > 16) throw new Error(`The prompt “${name}” has no messages, or more than 16.`);
    const messages = prompt.map((message): MessageSource => {
      const { role, template } = object(message, 'A message');
      if (role !== 'system' && role !== 'user' && role !== 'assistant') throw new Error(`A message of “${name}” has no known role.`);
      if (typeof template !== 'string' || template.length > LONGEST_MESSAGE) throw new Error(`A message of “${name}” is no text of at most ${LONGEST_MESSAGE} characters.`);
      return { role, template };
    });
    if (!Array.isArray(examples) || examples.length > MOST_EXAMPLES || !examples.every((place) => Number.isInteger(place) && place >= 0 && place < POOL)) throw new Error(`The examples of “${name}” are not at most ${MOST_EXAMPLES} places in the pool.`);
    return { name, prompt: messages, examples: examples as number[] };
  });
  if (!COUNTS.includes(count as (typeof COUNTS)[number])) throw new Error(`A bench asks about ${COUNTS.join(', ')} items.`);
  if (typeof seed !== 'string' || seed === '' || seed.length > 40) throw new Error('A seed has 1 to 40 characters.');
  const grader = graded === undefined ? like.question.grader : checkedGrader(graded);
  if (hold !== undefined && (own === undefined || !HOLDS.includes(hold as Hold))) throw new Error(`Of one's own items one in ${HOLDS.join(' or ')} is held back, or none.`);
  return { question: { ...like.question, grader }, count: count as number, seed, ...(own !== undefined && { own: itemsFrom(own) }), ...(hold !== undefined && { hold: hold as Hold }), variants: checked };
}

/** Items from a link. */
function itemsFrom(own: unknown): WorkedExample[] {
  if (!Array.isArray(own) || own.length === 0 || own.length > MOST_ROWS) throw new Error(`Items of one's own are a list of 1 to ${MOST_ROWS}.`);
  return own.map((item: unknown, at): WorkedExample => {
    const { text, reference } = object(item, `Item ${at + 1}`);
    if (typeof text !== 'string' || typeof reference !== 'string' || !text.trim() || !reference.trim()) throw new Error(`Item ${at + 1} lacks its text or its right answer.`);
    return { text, reference };
  });
}

/** What a link to a bench that began as `like` carries: its grader where that is another, its own items where they are asked for, with the share that is held back. */
export function linked({ count, seed, variants, own, hold, question: { grader } }: Bench, like: Bench, carries: 'items' | 'prompts' = 'items'): unknown {
  return { count, seed, variants, ...(canonical(grader) !== canonical(like.question.grader) && { grader }), ...(own && carries === 'items' && { own, ...(hold && { hold }) }) };
}

function freeName({ variants }: Bench, wanted: string, except?: number): string {
  const base = wanted.trim().slice(0, LONGEST_NAME - 3) || 'prompt';
  const taken = new Set(variants.filter((_, at) => at !== except).map(({ name }) => name));
  if (!taken.has(base)) return base;
  const stem = base.replace(/ \d+$/, '');
  let number = 2;
  while (taken.has(`${stem} ${number}`)) number += 1;
  return `${stem} ${number}`;
}

function object(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is not an object.`);
  return value as Record<string, unknown>;
}
