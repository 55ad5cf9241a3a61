import * as Plot from '@observablehq/plot';

/** A chart as Observable Plot takes it, less what the book does in HTML. Marks are labelled directly, so legends are not drawn. */
export type ChartOptions = Omit<Plot.PlotOptions, 'title' | 'subtitle' | 'caption' | 'figure' | 'document' | 'style' | 'className'>;

/**
 * Draws a chart and returns its `<svg role="img">`. Works in the browser and, given linkedom's document,
 * at build time. `label` says in words what the picture shows.
 *
 * Plot's own stylesheet and the labels it puts on groups are removed: a strict Content-Security-Policy
 * blocks the one, and assistive technology may not be told the others. The rules are in chart.css.
 */
export function renderChart(options: ChartOptions, label: string, document: Document = globalThis.document): SVGSVGElement {
  // `figure: false` always gives the bare <svg>, which Plot's types do not say.
  const svg = Plot.plot({ ...options, document, className: 'plot', figure: false }) as unknown as SVGSVGElement;
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  for (const name of ['font-family', 'font-size']) svg.removeAttribute(name);
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const group of svg.querySelectorAll('g')) {
    for (const name of ['aria-label', 'aria-description', 'aria-hidden']) group.removeAttribute(name);
  }
  return svg;
}
