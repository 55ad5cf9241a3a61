/**
 * Says what a run takes at the settings of now, in the head of the widget's figure: "400 completions, about 3 s here".
 * What follows the first semicolon was worked out when the page was built, such as the size of the model, and stays.
 */
export function showCost(widget: HTMLElement, run: string): void {
  const cost = widget.closest('figure')?.querySelector('.head span');
  if (cost) cost.textContent = [run, ...(cost.textContent ?? '').split(';').slice(1)].join(';');
}
