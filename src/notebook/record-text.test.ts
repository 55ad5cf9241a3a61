import { expect, test } from 'vitest';
import { recordToJson } from '../lab/record-json.ts';
import { recordText } from './record-text.ts';
import { madeRun } from './testing/made-run.ts';

test('the text is that of recordToJson, whatever is in it', async () => {
  for (const record of [await madeRun('a', { samples: 3 }), { ...(await madeRun('b', { title: '[\n\n] $& "arms":[]' }, () => '[\n\n] $& \u{1F600}')), planned: 12 }]) {
    expect(await recordText(record)).toBe(recordToJson(record));
  }
});
