/** A figure's settings in the page's address, so that a link leads to them. */

/** The settings of that figure that the address names. Text from a stranger: check every value. */
export function settingsIn(address: string, figure: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of new URL(address).searchParams) {
    if (name.startsWith(`${figure}.`)) found.set(name.slice(figure.length + 1), value);
  }
  return found;
}

/** The address with these settings of that figure in place of its old ones; other figures keep theirs. */
export function withSettings(address: string, figure: string, settings: ReadonlyMap<string, string>): string {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (name.startsWith(`${figure}.`)) url.searchParams.delete(name);
  for (const [name, value] of settings) url.searchParams.set(`${figure}.${name}`, value);
  return url.href;
}

/** A number within bounds, or nothing. */
export function numberIn(text: string | undefined, low: number, high: number): number | undefined {
  if (text === undefined || !/^\d+(\.\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= low && value <= high ? value : undefined;
}
