import { getCollection, type CollectionEntry } from 'astro:content';
import plan from '../../content/data/contents.yaml?raw';
import { inReadingOrder, parseContents, type Part } from './contents.ts';

export type Chapter = CollectionEntry<'chapters'>;

/** A part of the book with the chapters of it that exist. */
export interface PartInPrint {
  readonly part: Part;
  readonly chapters: readonly Chapter[];
}

/** The book as it stands: chapters in reading order, and the parts that have at least one. */
export interface Book {
  readonly chapters: readonly Chapter[];
  readonly parts: readonly PartInPrint[];
  /** Chapters that the site header links to. */
  readonly header: readonly Chapter[];
}

/** Where a chapter lives, from the site's root. */
export const chapterPath = (chapter: { readonly id: string }): string => `/${chapter.id}/`;

export async function readBook(): Promise<Book> {
  const parts = parseContents(plan);
  const placed = (await getCollection('chapters')).map((chapter) => ({
    chapter,
    id: chapter.id,
    file: chapter.filePath?.split('/').at(-1) ?? chapter.id,
    part: chapter.data.part,
  }));
  const chapters = inReadingOrder(placed, parts).map(({ chapter }) => chapter);
  return {
    chapters,
    parts: parts
      .map((part) => ({ part, chapters: chapters.filter(({ data }) => data.part === part.id) }))
      .filter((entry) => entry.chapters.length > 0),
    header: chapters.filter(({ id }) => parts.some((part) => part.header.includes(id))),
  };
}
