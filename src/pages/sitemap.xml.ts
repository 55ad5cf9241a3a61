import type { APIRoute } from 'astro';
import { chapterPath, readBook } from '../book/book.ts';
import { publicAddress } from '../book/public-address.ts';

/** Every page there is, under the public address or, while that is unknown, under the local server's. */
export const GET: APIRoute = async () => {
  const root = publicAddress() ?? new URL('http://localhost:4321/');
  const { chapters } = await readBook();
  const paths = ['/', ...chapters.map(chapterPath), '/about/'];
  const urls = paths.map((path) => `  <url><loc>${new URL(path.slice(1), root).href}</loc></url>`);
  const sitemap = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`;
  return new Response(sitemap, { headers: { 'content-type': 'application/xml' } });
};
