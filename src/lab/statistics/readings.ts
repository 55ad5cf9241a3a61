/** How often each different reading occurs among the answers to one item. The unreadable (null) are a class of their own. */
export function classCounts(answers: readonly (string | null)[]): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return counts;
}

/** Answers to the same question as canonical readings, [items][samples]: samples, or paraphrases, formats, orders. */
export type Readings = readonly (readonly (string | null)[])[];

/** How many samples every item has. Throws a sentence where they differ, or are fewer than `least`. */
export function samplesOf(items: readonly (readonly unknown[])[], least: number, measure: string): number {
  const samples = items[0]?.length ?? least;
  const other = items.findIndex((item) => item.length !== samples);
  if (other >= 0) throw new Error(`${measure} needs equally many answers to every item: item 0 has ${samples}, item ${other} has ${items[other]!.length}.`);
  if (samples < least) throw new Error(`${measure} needs at least ${least} answers to every item, and these have ${samples}.`);
  return samples;
}
