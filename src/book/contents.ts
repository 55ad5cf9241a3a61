import { z } from 'astro/zod';
import { parse } from 'yaml';

/** The lever that a part, a chapter, a figure or a word belongs to. Its hue is `--base`, `--prompt`, `--tune` or `--both`. */
export const levers = ['base', 'prompt', 'tune', 'both'] as const;
export type Lever = (typeof levers)[number];

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'A slug is lower-case words joined by hyphens.');

const contentsSchema = z.strictObject({
  parts: z.array(
    z.strictObject({
      id: slug,
      title: z.string(),
      lever: z.enum(levers),
      blurb: z.string(),
      chapters: z.array(slug).nonempty(),
      header: z.array(slug).default([]),
    }),
  ),
});

export type Part = z.infer<typeof contentsSchema>['parts'][number];

/** A chapter as far as the order of the book is concerned: `id` is the slug, `file` the name it was read from. */
export interface Placed {
  readonly id: string;
  readonly file: string;
  readonly part: string;
}

/** Reads `content/data/contents.yaml`. Throws when it breaks its schema or names a slug twice. */
export function parseContents(yaml: string): Part[] {
  const { parts } = contentsSchema.parse(parse(yaml));
  const seen = new Set<string>();
  for (const name of parts.flatMap((part) => part.chapters)) {
    if (seen.has(name)) throw new Error(`content/data/contents.yaml lists the chapter "${name}" twice. Keep one.`);
    seen.add(name);
  }
  return parts;
}

/**
 * Puts chapters into reading order: by part, then by the plan of that part. Throws, naming the file and
 * the remedy, when a chapter is not in the plan of its part or when the numbers of the file names
 * contradict the plan.
 */
export function inReadingOrder<T extends Placed>(chapters: readonly T[], parts: readonly Part[]): T[] {
  const place = new Map(parts.flatMap((part) => part.chapters).map((name, index) => [name, index]));
  for (const chapter of chapters) {
    const part = parts.find(({ chapters: names }) => names.includes(chapter.id));
    if (!part) {
      throw new Error(`${chapter.file} is not in the plan. Add "${chapter.id}" to a part of content/data/contents.yaml.`);
    }
    if (part.id !== chapter.part) {
      throw new Error(`${chapter.file} says "part: ${chapter.part}", but content/data/contents.yaml puts it in "${part.id}". Make them agree.`);
    }
  }
  const ordered = chapters.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  ordered.forEach((chapter, index) => {
    const before = ordered[index - 1];
    if (before && before.file >= chapter.file) {
      throw new Error(`${chapter.file} follows ${before.file} in content/data/contents.yaml, but not by its number. Renumber one of them.`);
    }
  });
  return ordered;
}
