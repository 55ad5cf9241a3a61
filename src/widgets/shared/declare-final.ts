/** Declaring a final comparison, on the page: what it does is said before it is done. */
import { lateStyles } from './late-styles.ts';
import styles from './declare-final.css?url';

/**
 * Asks, below `after`, whether to open the test items; `what` says which, and what for.
 * Resolves to the reader's answer; the focus goes back to `opener` where it is no.
 */
export async function declareFinal(after: HTMLElement, opener: HTMLElement, what: string): Promise<boolean> {
  const { ownerDocument: document } = after;
  await lateStyles(document, styles);
  after.parentElement!.querySelector('.declare')?.remove();
  const row = Object.assign(document.createElement('div'), { className: 'declare' });
  row.setAttribute('role', 'group');
  row.setAttribute('aria-label', 'Final comparison');
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      row.remove();
      if (!yes) opener.focus();
      resolve(yes);
    };
    const button = (text: string, className: string, yes: boolean) => {
      const made = Object.assign(document.createElement('button'), { type: 'button', className, textContent: text });
      made.addEventListener('click', () => answer(yes));
      return made;
    };
    const open = button('Open the test items', 'button', true);
    row.append(`${what} `, open, ' ', button('Not yet', 'link', false));
    row.addEventListener('keydown', ({ key }) => key === 'Escape' && answer(false));
    after.after(row);
    open.focus();
  });
}
