/** The card of the raw model, which ships beside the instructed one to show what instruction tuning adds. */
import { readFileSync } from 'node:fs';
import { millions } from './card-words.ts';
import { frontMatter } from './card-markdown.ts';
import { thousands } from './wording.ts';

export const RAW_FOLDER = 'public/tinydesk/raw';

/** Its README.md, from its own config.json and curve.json. */
export function rawCardMarkdown(): string {
  const config = json('config.json') as { num_hidden_layers: number; hidden_size: number; max_position_embeddings: number };
  const run = json('curve.json') as { step: number; tokens: number; curve: readonly (readonly [number, number])[] };
  const [first, last] = [run.curve[0]!, run.curve.at(-1)!];
  return `${frontMatter()}
# TinyDesk, raw

A small model as it is before anyone teaches it to answer: it read ${millions(run.tokens)} tokens of made-up support tickets, threads and records in
${thousands(run.step)} steps, and not one conversation. Whatever it is given, it goes on writing. The loss fell from ${first[1].toFixed(1)} to ${last[1].toFixed(2)} nats a token (\`curve.json\`).

It has ${config.num_hidden_layers} layers of width ${config.hidden_size}, a context of ${thousands(config.max_position_embeddings)} tokens, and the tokenizer of the instructed model,
which was not made from it: it is there to compare with. Its abilities have not been measured.

Licence: MIT.
`;
}

function json(name: string): unknown {
  return JSON.parse(readFileSync(`${RAW_FOLDER}/${name}`, 'utf8'));
}
