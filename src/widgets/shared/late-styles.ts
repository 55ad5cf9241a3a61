/** Styles that a page does without until it is used: imported as usual, they would weigh on every visit. */

/** Fetches a style sheet once. Resolves when it holds; and without it where it cannot be had, for what it styles is of use all the same. */
export function lateStyles(document: Document, href: string): Promise<void> {
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  return new Promise((resolve) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => resolve());
    document.head.append(link);
  });
}
