import { afterEach, expect, test, vi } from 'vitest';
import { openChanges, type NotebookChange } from './changes.ts';

afterEach(() => vi.unstubAllGlobals());
const soon = () => new Promise((resolve) => setTimeout(resolve, 30));

test('every tab hears of a change once, and after it stops listening no more', async () => {
  const [one, other] = [openChanges(), openChanges()];
  const heard: [string, NotebookChange][] = [];
  one.hear((change) => heard.push(['one', change]));
  const stop = other.hear((change) => heard.push(['other', change]));
  const change = { what: 'kept', ids: ['a'] } as const;
  one.tell(change);
  expect(heard).toEqual([['one', change]]);
  await soon();
  expect(heard).toEqual([['one', change], ['other', change]]);
  stop();
  one.tell({ what: 'removed-all', ids: [] });
  await soon();
  expect(heard).toHaveLength(3);
  one.close();
  other.close();
  one.tell(change);
  expect(heard).toHaveLength(3);
});

test('what another version says, and this one does not know, is passed over', async () => {
  const changes = openChanges();
  const heard = vi.fn();
  changes.hear(heard);
  const stranger = new BroadcastChannel('two-levers/notebook');
  for (const message of [null, 'x', { what: 'folded', ids: [] }, { what: 'kept', ids: [1] }]) stranger.postMessage(message);
  await soon();
  expect(heard).not.toHaveBeenCalled();
  stranger.close();
  changes.close();
});

test('without channels between tabs, this tab still hears', () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const changes = openChanges();
  const heard = vi.fn();
  changes.hear(heard);
  changes.tell({ what: 'renamed', ids: ['a'] });
  expect(heard).toHaveBeenCalledOnce();
  changes.close();
});
