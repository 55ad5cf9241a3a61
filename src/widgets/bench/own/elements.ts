/** Elements with their attributes and text. */
export function element<K extends keyof HTMLElementTagNameMap>(document: Document, name: K, className = '', attributes: Readonly<Record<string, string>> = {}, text = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

export function button(document: Document, text: string, className: string, act: () => void): HTMLButtonElement {
  const made = element(document, 'button', className, { type: 'button' }, text);
  made.addEventListener('click', act);
  return made;
}
