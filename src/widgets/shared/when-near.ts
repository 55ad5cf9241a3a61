/**
 * Fetches a widget's code when the widget comes near the screen or is given the focus, whichever is first: until then
 * the page shows what was rendered for it. `load` imports the module that defines the element.
 */
export function whenNear(tag: string, load: () => Promise<unknown>): void {
  const elements = [...document.querySelectorAll(tag)];
  if (elements.length === 0) return;
  const start = (): void => {
    observer.disconnect();
    for (const element of elements) element.removeEventListener('focusin', start);
    load().catch(() => {
      for (const alert of elements.flatMap((element) => [...element.querySelectorAll('[role=alert]')])) {
        alert.textContent = 'This figure could not be loaded, so that only its recorded result is here. Check the connection and reload the page.';
      }
    });
  };
  const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && start(), {
    rootMargin: '200px',
  });
  for (const element of elements) {
    observer.observe(element);
    element.addEventListener('focusin', start);
  }
}
