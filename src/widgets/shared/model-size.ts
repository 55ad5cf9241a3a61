/** What TinyDesk weighs, worked out when the page is built. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const FOLDER = 'public/tinydesk/instructed';

/** Where a figure says what a run takes: that the model is fetched with the first run on a page, and how much that is. */
export function loadsModel(): string {
  return `loads TinyDesk (${modelSize()}) on first use, nothing is sent`;
}

/** What a browser fetches to run TinyDesk, in words: "2.4 MB". Text counts as hosts send it, compressed. */
export function modelSize(): string {
  const text = ['config.json', 'generation_config.json', 'tokenizer.json', 'hashes.json'].map((name) => gzipSync(readFileSync(`${FOLDER}/${name}`)).length);
  const bytes = [readFileSync(`${FOLDER}/model.safetensors`).length, ...text].reduce((sum, size) => sum + size, 0);
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
