import { siteRoot } from '../../book/site-root.ts';
import type { ChatEngine } from '../../engines/chat.ts';

/** The page's one TinyDesk, for every figure on it. Its code is fetched with the first call, and its model with the first question. */
export async function tinydesk(): Promise<ChatEngine> {
  const { openTinyDesk } = await import('../../engines/browser.ts');
  return openTinyDesk(siteRoot());
}
