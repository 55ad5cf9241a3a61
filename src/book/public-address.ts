/**
 * Where the site will be public, sub-path included, with its final slash: the environment variable SITE.
 * Only absolute addresses need it (canonical links, the sitemap, the social card). Undefined when unset.
 * Throws when SITE is not an http(s) URL.
 */
export function publicAddress(): URL | undefined {
  const given = process.env['SITE'];
  if (!given) return undefined;
  if (!URL.canParse(given) || !/^https?:/.test(given)) {
    throw new Error(`SITE is "${given}", which is not an address. Give it as https://example.org/two-levers/, or leave it unset.`);
  }
  return new URL(given.replace(/\/*$/, '/'));
}
