/**
 * Writes the model card of the published TinyDesk, public/tinydesk/instructed/README.md, from the facts of src/lab/card.ts.
 *
 *   npm run model-card
 */
import { writeFileSync } from 'node:fs';
import { MODEL_FOLDER, readCard } from '../src/lab/card.ts';
import { cardMarkdown } from '../src/lab/card-markdown.ts';

writeFileSync(`${MODEL_FOLDER}/README.md`, cardMarkdown(readCard()));
console.log(`Wrote ${MODEL_FOLDER}/README.md.`);
