/** TinyDesk's model card as a Hugging Face README.md. */
import type { Card } from './card.ts';
import { betweenWords, intervalWords, measureWords, sizeWords, millions, reachedWords, targetWords } from './card-words.ts';
import { percent, percentBeside, thousands } from './wording.ts';

export function cardMarkdown(card: Card): string {
  const { words, config, training } = card;
  return `${frontMatter()}
# TinyDesk

${words.summary}

It is

${list(words.is)}

It is not

${list(words.isNot)}

## Use it

A conversation is written \`<|system|>text<|user|>text<|assistant|>text<|end|>\`; the chat template does that. Every prompt
and its answer together may have ${thousands(config.max_position_embeddings)} tokens.

## Shape

${table(['', ''], shapeRows(card).map((row) => [...row]))}

${words.tokenizer}

## Data

${words.world} There are ${thousands(card.frames.train)} sentence frames for training, ${thousands(card.frames.dev)} for development and ${thousands(card.frames.test)} for testing.

${words.splits}

${words.handTyped} There are ${card.handTyped.dev} for development and ${card.handTyped.test} for testing.

${table(['family', 'share of texts since 130 million tokens', 'what it teaches'], card.mixture.map(({ family, share, words: teaches }) => [family, percent(share), teaches]))}

## Training

${millions(training.tokens)} tokens in ${thousands(training.steps)} steps of about ${thousands(training.tokensAStep)}, on two processor cores, in
the project's own WebAssembly kernels. ${words.optimiser} The rates were ${training.muon} and ${training.adam}, constant and then falling to zero over the last ${percent(training.decayShare)} of the tokens; each time the run was extended, they were set anew from its new end.

${words.start}

${words.curriculum} Keywords alone until ${millions(card.curriculum.keywordsUntil)} tokens, sentences among them until ${millions(card.curriculum.bridgeUntil)}, sentences alone until ${millions(card.curriculum.sentencesUntil)}, the whole mixture at its full share of ${percent(card.curriculum.wholeShare)} from ${millions(card.curriculum.wholeFrom)} on. \`curve.json\` holds the loss.

**At ${millions(card.curriculum.grownAt)} tokens it grew.** ${words.grown} From ${millions(card.curriculum.grownAt)} tokens on the whole mixture makes up ${percent(card.curriculum.grownShare)} of the texts, and the dense kind the rest.
${training.towards ? `\n${betweenWords(training)} Such weights are often better than either, and cost no more to run (cf. Wortsman et al. 2022).\n` : ''}
## What it can do

Measured on the test split, greedily unless the row says otherwise, with 95% intervals. These are measurements of this model in this
world, and no evidence about any other.

${card.abilities.map(({ title, figures }) => `### ${title}

${table(['', 'counted', 'target', 'measured', '95% interval', 'n', ''], figures.map((figure) => [
    figure.label, measureWords(figure.measure), targetWords(figure.target), percentBeside(figure.value, figure.target?.least), intervalWords(figure), thousands(figure.n), reachedWords(figure),
  ]))}`).join('\n\n')}

${shortfalls(card)}

## Limits

${list(words.limits)}

## Files

${table(['file', 'size', 'SHA-256'], card.files.map(({ name, bytes, sha256 }) => [name, sizeWords(bytes), `\`${sha256}\``]))}

## Sources

- Olsson et al. (2022). [In-context learning and induction heads](https://arxiv.org/abs/2209.11895).
- Trockman and Kolter (2023). [Mimetic initialization of self-attention layers](https://arxiv.org/abs/2305.09828).
- Chen, Goodfellow and Shlens (2016). [Net2Net: accelerating learning via knowledge transfer](https://arxiv.org/abs/1511.05641).
- Wortsman et al. (2022). [Robust fine-tuning of zero-shot models](https://arxiv.org/abs/2109.01903).
- Jordan et al. (2024). [Muon: an optimizer for hidden layers in neural networks](https://kellerjordan.github.io/posts/muon/).

Licence: MIT.
`;
}

/** The rows of the table of the model's shape. */
export function shapeRows({ config, inBytes, parameters, files }: Card): readonly (readonly [string, string])[] {
  const weights = files.find(({ name }) => name === 'model.safetensors');
  return [
    ['architecture', 'LlamaForCausalLM, tied head, no biases'],
    ['parameters', thousands(parameters)],
    ['layers, width, inner width', `${config.num_hidden_layers}, ${config.hidden_size}, ${config.intermediate_size}`],
    ['attention', `${config.num_attention_heads} query heads and ${config.num_key_value_heads} key-value heads of ${config.head_dim}`],
    ['rotary base, norm epsilon', `${thousands(config.rope_theta)}, ${config.rms_norm_eps}`],
    ['context', `${thousands(config.max_position_embeddings)} tokens`],
    ['vocabulary', `${thousands(config.vocab_size)} tokens`],
    ['weights', `${inBytes ? '8 bits with a scale to a row, embedding binary16' : 'binary16'}, ${sizeWords(weights?.bytes ?? 0)}`],
  ];
}

/** What was asked for and not reached, and what was tried. */
function shortfalls({ abilities, words }: Card): string {
  const missed = abilities.flatMap(({ title, figures }) => figures.filter(({ reached }) => reached === false).map((figure) => ({ title, ...figure })));
  if (missed.length === 0) return 'Every target was reached.';
  return `## Where it falls short

${list(missed.map((figure) => `${figure.title}, ${figure.label}: ${percentBeside(figure.value, figure.target?.least)} (95% interval ${intervalWords(figure)}), and the target was ${targetWords(figure.target)}.`))}

${words.tried}`;
}

/** What Hugging Face reads of a card. */
export function frontMatter(): string {
  return `---
license: mit
language:
  - en
pipeline_tag: text-generation
tags:
  - llama
  - synthetic
  - education
---
`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
