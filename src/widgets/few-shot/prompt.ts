/** The prompt of the prompt figure: a ladder of the recorded run, rearranged and asked about as the reader has set. */
import type { ChatEngine, ChatMessage, ChatRequest } from '../../engines/chat.ts';
import { fewShot } from '../../lab/experiments/few-shot.ts';
import { placeOf } from '../../lab/items.ts';
import { ladder, type Ladder } from '../../lab/tasks/shots.ts';
import { Random } from '../../tinydesk/random.ts';
import { conversation, type Shot } from '../../tinydesk/world/tasks/shots.ts';
import { promptOf } from '../../tinydesk/world/example.ts';
import type { PromptSettings } from './settings.ts';

/** Everything that stands in the figure's cell. */
export interface ShownPrompt {
  /** All eight; the first k are in the prompt. */
  readonly shots: readonly Shot[];
  readonly k: number;
  /** The ticket to label, held out or the reader's own. */
  readonly question: string;
  /** The right label of a held-out ticket. */
  readonly reference?: string;
  /** What each category is called: the key, which the prompt does not hold. */
  readonly labels: Ladder['labels'];
}

/** What the model makes of a prompt. */
export interface Asked {
  readonly answer: string;
  /** For each label in the order of the key, the probability that the answer begins with it. */
  readonly probabilities: readonly number[];
  readonly promptTokens: number;
  readonly ms: number;
}

export function shownPrompt({ ticket, k, order, own }: PromptSettings): ShownPrompt {
  const { name, place } = placeOf(fewShot, ticket);
  const { shots, question, labels } = ladder(new Random(name), place, { labels: 'unseen', ticket: 'short' });
  return {
    shots: order === 0 ? shots : new Random(`order/${order}`).shuffle(shots),
    k, labels,
    ...(own === undefined ? { question: question.ticket, reference: question.label } : { question: own.trim() }),
  };
}

/** The prompt as chat messages. Of a held-out ticket with its examples in order, the very prompt of the recorded run. */
export function messagesOf({ shots, k, question }: ShownPrompt): ChatMessage[] {
  return promptOf({ family: 'shots', turns: conversation([...shots.slice(0, k), { ticket: question, label: '' }], 'turns', 'lines', new Set(), true) });
}

/** Asks for the answer as the recorded run does, and for the probability of every label. */
export async function ask(engine: ChatEngine, shown: ShownPrompt, signal?: AbortSignal): Promise<Asked> {
  const messages = messagesOf(shown);
  const answer: ChatRequest = { ...fewShot.request, messages };
  // Only one answer is allowed each time, so that its tokens report how likely they were; the mask comes after the report.
  const forced = Object.values(shown.labels).map((label): ChatRequest => ({
    messages, temperature: 0, logprobs: true, response_format: { type: 'grammar', grammar: `root ::= ${JSON.stringify(label)}` },
  }));
  const started = performance.now();
  const [answered, ...scored] = await engine.complete([answer, ...forced], { ...(signal && { signal }) });
  return {
    answer: answered!.choices[0]!.message.content,
    probabilities: scored.map(({ choices }) => Math.exp((choices[0]!.logprobs?.content ?? []).reduce((sum, { logprob }) => sum + logprob, 0))),
    promptTokens: answered!.usage.prompt_tokens,
    ms: performance.now() - started,
  };
}
