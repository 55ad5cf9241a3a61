import { macrotask } from '../engines/macrotask.ts';
import { canonical } from '../lab/canonical.ts';
import type { RunRecord } from '../lab/record.ts';
import { recordToJson } from '../lab/record-json.ts';

/** The very text of recordToJson, made while the page goes on: after each arm it is let breathe. */
export async function recordText(record: RunRecord): Promise<string> {
  const arms: string[] = [];
  for (const arm of record.arms) {
    await macrotask();
    arms.push(canonical(arm));
  }
  // Raw line breaks stand only between the members of a record and its arms.
  return recordToJson({ ...record, arms: [] }).replace('[\n\n]', () => `[\n${arms.join(',\n')}\n]`);
}
