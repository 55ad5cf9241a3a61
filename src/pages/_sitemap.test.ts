import { afterEach, expect, test, vi } from 'vitest';
import { GET, getStaticPaths } from './[sitemap].xml.ts';

vi.mock('../book/book.ts', () => ({
  chapterPath: ({ id }: { id: string }) => `/${id}/`,
  readBook: () => Promise.resolve({ chapters: [{ id: 'few-shot' }] }),
}));

afterEach(() => {
  vi.unstubAllEnvs();
});

test('there is no sitemap while the public address is unknown', () => {
  vi.stubEnv('SITE', '');
  expect(getStaticPaths()).toEqual([]);
});

test('the sitemap lists every page under the public address', async () => {
  vi.stubEnv('SITE', 'https://example.org/two-levers');
  expect(getStaticPaths()).toEqual([{ params: { sitemap: 'sitemap' } }]);
  const response = (await GET({} as Parameters<typeof GET>[0])) as Response;
  const listed = [...(await response.text()).matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url);
  expect(listed).toEqual(['', 'few-shot/', 'notebook/', 'about/'].map((path) => `https://example.org/two-levers/${path}`));
});
