import type { APIRoute, GetStaticPaths } from 'astro';
import { chapterPath, readBook } from '../book/book.ts';
import { publicAddress } from '../book/public-address.ts';

/** sitemap.xml, which may hold only absolute addresses: there is none while the public address is unknown. */
export const getStaticPaths = (() => (publicAddress() ? [{ params: { sitemap: 'sitemap' } }] : [])) satisfies GetStaticPaths;

/** Every page there is, under the public address. */
export const GET: APIRoute = async () => {
  const { chapters } = await readBook();
  const paths = ['/', ...chapters.map(chapterPath), '/notebook/', '/about/'];
  const urls = paths.map((path) => `  <url><loc>${new URL(path.slice(1), publicAddress()).href}</loc></url>`);
  const sitemap = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`;
  return new Response(sitemap, { headers: { 'content-type': 'application/xml' } });
};
