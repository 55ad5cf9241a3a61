/** Whole prompts as templates: one for each message. */
import type { ChatMessage } from '../../engines/chat.ts';
import { fillTemplate, parseTemplate, printTemplate, TemplateError, type SlotTable, type SlotValues, type Template } from '../template.ts';

export interface MessageSource {
  readonly role: ChatMessage['role'];
  readonly template: string;
}

export interface MessageTemplate<S extends SlotTable = SlotTable> {
  readonly role: ChatMessage['role'];
  readonly template: Template<S>;
}
export type PromptTemplate<S extends SlotTable = SlotTable> = readonly MessageTemplate<S>[];

const ROLES: readonly string[] = ['system', 'user', 'assistant'] satisfies ChatMessage['role'][];
const MOST_MESSAGES = 64;

/** Reads a prompt of 1 to 64 messages. Throws a TemplateError that names the message, and the line and column in it. */
export function parsePrompt<const S extends SlotTable>(source: readonly MessageSource[], slots: S): PromptTemplate<S> {
  if (source.length === 0 || source.length > MOST_MESSAGES) throw new TemplateError(`a prompt has 1 to ${MOST_MESSAGES} messages, and this one ${source.length}.`, { line: 1, column: 1 });
  return source.map(({ role, template }, at) => inMessage(at, role, () => {
    if (!ROLES.includes(role)) throw new TemplateError(`there is no role ${JSON.stringify(role)}. Use ${ROLES.join(', ')}.`, { line: 1, column: 1 });
    return { role, template: parseTemplate(template, slots) };
  }));
}

/** The very source that the prompt was read from. */
export function printPrompt(prompt: PromptTemplate): MessageSource[] {
  return prompt.map(({ role, template }) => ({ role, template: printTemplate(template) }));
}

/** The messages with their values in place. Throws a TemplateError that names the message. */
export function fillPrompt<S extends SlotTable>(prompt: PromptTemplate<S>, values: SlotValues<S>): ChatMessage[] {
  return prompt.map(({ role, template }, at) => inMessage(at, role, () => ({ role, content: fillTemplate(template, values) })));
}

function inMessage<T>(at: number, role: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) throw new TemplateError(error.reason, error, `Message ${at + 1} (${role}): `);
    throw error;
  }
}
