/* global document, location, fetch, URL, HTMLAnchorElement */

/**
 * The nearest folder, from this one up, that has a file which lies at the root of the book.
 *
 * @param {URL} folder
 * @returns {Promise<URL | undefined>}
 */
async function findRoot(folder) {
  const answer = await fetch(new URL('theme-init.js', folder), { method: 'HEAD' }).catch(() => undefined);
  if (answer?.ok) return folder;
  return folder.pathname === '/' ? undefined : findRoot(new URL('..', folder));
}

const link = document.querySelector('[data-contents]');
const root = await findRoot(new URL('.', location.href));
if (root && link instanceof HTMLAnchorElement) {
  link.href = new URL('#contents', root).href;
  document.querySelector('[data-by-hand]')?.remove();
}
