/**
 * Fetches a widget's code when the widget comes near the screen, or when the reader begins to go through the page by
 * keyboard: Tab leaps past controls that still wait for their code. Until then the page shows what was rendered for it.
 * `load` imports the module that defines the element.
 */
export function whenNear(tag: string, load: () => Promise<unknown>): void {
  const elements = [...document.querySelectorAll(tag)];
  if (elements.length === 0) return;
  const start = (): void => {
    observer.disconnect();
    document.removeEventListener('focusin', focused);
    load().catch(() => {
      for (const alert of elements.flatMap((element) => [...element.querySelectorAll('[role=alert]')])) {
        alert.textContent = 'This figure could not be loaded, so that only its recorded result is here. Check the connection and reload the page.';
      }
    });
  };
  const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && start(), {
    rootMargin: '200px',
  });
  const focused = ({ target }: FocusEvent): void => {
    if ((target as Element).matches(':focus-visible')) start();
  };
  for (const element of elements) observer.observe(element);
  document.addEventListener('focusin', focused);
}
