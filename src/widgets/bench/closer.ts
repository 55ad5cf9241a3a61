/** The closer look at an item: it is opened from the item's row, and closing it leads back there. */

/** Shows the pieces, the heading first. `back` is where the focus goes when it is closed, by its button or by Escape. */
export function showCloser(closer: HTMLElement, [heading, ...pieces]: readonly HTMLElement[], back: () => HTMLElement): void {
  const { ownerDocument: document } = closer;
  const close = (): void => {
    closer.replaceChildren();
    back().focus();
  };
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: 'Close' });
  button.addEventListener('click', close);
  const head = Object.assign(document.createElement('div'), { className: 'head' });
  head.append(heading!, button);
  closer.replaceChildren(head, ...pieces);
  // The handler before it was of another item.
  closer.onkeydown = ({ key }) => {
    if (key === 'Escape') close();
  };
  heading!.focus();
}
