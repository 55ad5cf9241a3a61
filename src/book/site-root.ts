/**
 * The address the site is served under, with its final slash, in the page. Use it for files of `public/`
 * that code fetches: `new URL('models/x.json', siteRoot())`. Workers have no document: pass them the result.
 */
export function siteRoot(): URL {
  return new URL(document.documentElement.dataset['root'] ?? '/', document.baseURI);
}
