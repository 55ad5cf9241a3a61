/** Names further apart than this many characters in are compared by their beginnings. */
const COMPARED = 64;

/** The name that takes the fewest edits (Levenshtein 1966) to become `name`, whatever its case; the first of equals. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of names) {
    const edits = distance(name.slice(0, COMPARED).toLowerCase(), candidate.slice(0, COMPARED).toLowerCase());
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** ` The nearest is "ticket"; there are "ticket" and "labels".`: the end of a sentence about an unknown name. */
export function suggestion(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  if (near === undefined) return 'There are none here.';
  const shown = names.slice(0, 20).map((each) => JSON.stringify(each)).join(', ');
  return `The nearest is ${JSON.stringify(near)}; there ${names.length === 1 ? 'is' : 'are'} ${shown}${names.length > 20 ? ` and ${names.length - 20} more` : ''}.`;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
