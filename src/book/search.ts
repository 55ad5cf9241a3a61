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

/**
 * Makes the dialog search the book as the reader types, and returns what searches now: call it whenever the dialog
 * opens, because the index is fetched by the first search. When that fails, the dialog says so and tries again
 * as soon as the reader is online, types on or opens the dialog anew.
 */
export function attachSearch(dialog: HTMLDialogElement): () => Promise<void> {
  const input = dialog.querySelector<HTMLInputElement>('input[type=search]');
  const status = dialog.querySelector<HTMLElement>('[role=status]');
  const list = dialog.querySelector('ol');
  if (!input || !status || !list) throw new Error('The search dialog needs a search field, a status and a list.');

  let index: Promise<Pagefind> | undefined;
  let attempts = 0;

  const find = async (): Promise<void> => {
    const query = input.value.trim();
    if (!index) status.textContent = 'Loading the index …';
    index ??= loadPagefind((attempts += 1));
    const pagefind = await index;
    if (!query) {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    const found = await pagefind.debouncedSearch(query);
    if (!found || query !== input.value.trim()) return;
    const total = found.results.length;
    // Pagefind keeps it to itself when it cannot fetch the part of the index that a word needs.
    if (total === 0 && !navigator.onLine) throw new Error('The index is out of reach.');
    const pages = await Promise.all(found.results.slice(0, shown).map((result) => result.data()));
    if (query !== input.value.trim()) return;
    list.replaceChildren(...pages.map(entry));
    status.textContent =
      total === 0
        ? `Nothing found for “${query}”.`
        : total > shown
          ? `${shown} of ${total} pages, best first.`
          : `${total} ${total === 1 ? 'page' : 'pages'}.`;
  };
  const search = async (): Promise<void> => {
    try {
      await find();
    } catch {
      index = undefined;
      list.replaceChildren();
      status.textContent = 'The search index could not be loaded. Check the connection: the search tries again when it is back, or when you type.';
    }
  };
  input.addEventListener('input', () => void search());
  window.addEventListener('online', () => {
    if (dialog.open) void search();
  });
  dialog.addEventListener('keydown', (event) => {
    moveWithArrows(event, [input, ...list.querySelectorAll('a')]);
  });
  // A link to a place on this very page loads nothing, so the dialog has to make way itself.
  list.addEventListener('click', () => {
    dialog.close();
  });
  return search;
}

/** A later attempt has an address of its own, because browsers remember that a module could not be loaded. */
async function loadPagefind(attempt: number): Promise<Pagefind> {
  const root = siteRoot();
  const address = new URL('pagefind/pagefind.js', root);
  if (attempt > 1) address.searchParams.set('attempt', `${attempt}`);
  const pagefind = (await import(/* @vite-ignore */ address.href)) as Pagefind;
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
