import { siteRoot } from './site-root.ts';

/** The part of Pagefind's browser API (1.5) that the dialog uses. */
interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  debouncedSearch(query: string): Promise<{ results: { data(): Promise<Found> }[] } | null>;
}
interface Found {
  url: string;
  excerpt: string;
  meta: { title?: string };
  sub_results: { title: string; url: string; excerpt: string }[];
}

const shown = 8;
const attached = new WeakSet<HTMLDialogElement>();

/** Makes the dialog search the book as the reader types. Attaching a second time does nothing. */
export async function attachSearch(dialog: HTMLDialogElement): Promise<void> {
  if (attached.has(dialog)) return;
  attached.add(dialog);
  const input = dialog.querySelector<HTMLInputElement>('input[type=search]');
  const status = dialog.querySelector<HTMLElement>('[role=status]');
  const list = dialog.querySelector('ol');
  if (!input || !status || !list) throw new Error('The search dialog needs a search field, a status and a list.');

  let pagefind: Pagefind;
  status.textContent = 'Loading the index …';
  try {
    pagefind = await loadPagefind();
  } catch {
    attached.delete(dialog);
    status.textContent = 'The search index could not be loaded. Check the connection, then close and open the search again.';
    return;
  }

  const search = async (): Promise<void> => {
    const query = input.value.trim();
    if (!query) {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    const found = await pagefind.debouncedSearch(query);
    if (!found || query !== input.value.trim()) return;
    const pages = await Promise.all(found.results.slice(0, shown).map((result) => result.data()));
    if (query !== input.value.trim()) return;
    list.replaceChildren(...pages.map(entry));
    const total = found.results.length;
    status.textContent =
      total === 0
        ? `Nothing found for “${query}”.`
        : total > shown
          ? `${shown} of ${total} pages, best first.`
          : `${total} ${total === 1 ? 'page' : 'pages'}.`;
  };
  input.addEventListener('input', () => void search());
  dialog.addEventListener('keydown', (event) => {
    moveWithArrows(event, [input, ...list.querySelectorAll('a')]);
  });
  // A link to a place on this very page loads nothing, so the dialog has to make way itself.
  list.addEventListener('click', () => {
    dialog.close();
  });
  await search();
}

async function loadPagefind(): Promise<Pagefind> {
  const root = siteRoot();
  const pagefind = (await import(/* @vite-ignore */ new URL('pagefind/pagefind.js', root).href)) as Pagefind;
  await pagefind.options({ baseUrl: root.pathname, excerptLength: 22 });
  await pagefind.init();
  return pagefind;
}

/** One result: the page, or the section of it that fits best. Pagefind escapes its excerpts and adds only `mark`. */
function entry(page: Found): HTMLLIElement {
  const best = page.sub_results[0];
  const title = page.meta.title ?? page.url;
  const item = document.createElement('li');
  const link = document.createElement('a');
  const name = document.createElement('strong');
  const excerpt = document.createElement('span');
  link.href = best?.url ?? page.url;
  name.textContent = title;
  if (best && best.title !== title) {
    const where = document.createElement('span');
    where.className = 'where';
    where.textContent = ` · ${best.title}`;
    name.append(where);
  }
  excerpt.innerHTML = best?.excerpt ?? page.excerpt;
  link.append(name, excerpt);
  item.append(link);
  return item;
}

/** Up and down step through the field and the results. */
function moveWithArrows(event: KeyboardEvent, stops: readonly HTMLElement[]): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const now = stops.findIndex((stop) => stop === document.activeElement);
  const next = stops[now + step];
  if (step === 0 || now < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
