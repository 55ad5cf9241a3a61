/**
 * Writes the model cards: the README.md of public/tinydesk/instructed, from the facts of src/lab/card.ts, and of the raw model.
 *
 *   npm run model-card
 */
import { writeFileSync } from 'node:fs';
import { MODEL_FOLDER, readCard } from '../src/lab/card.ts';
import { cardMarkdown } from '../src/lab/card-markdown.ts';
import { RAW_FOLDER, rawCardMarkdown } from '../src/lab/raw-card.ts';

writeFileSync(`${MODEL_FOLDER}/README.md`, cardMarkdown(readCard()));
writeFileSync(`${RAW_FOLDER}/README.md`, rawCardMarkdown());
console.log(`Wrote ${MODEL_FOLDER}/README.md and ${RAW_FOLDER}/README.md.`);
