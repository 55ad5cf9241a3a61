import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { levers } from './book/contents.ts';

const chapters = defineCollection({
  // 12-few-shot.mdx is the chapter "few-shot"; the number only orders the folder.
  loader: glob({
    base: './content/chapters',
    pattern: '[0-9][0-9]-*.mdx',
    generateId: ({ entry }) => entry.replace(/^\d\d-|\.mdx$/g, ''),
  }),
  schema: z.strictObject({
    title: z.string().max(80),
    /** The id of a part in content/data/contents.yaml. */
    part: z.enum(['start', 'answers', 'prompt', 'tune', 'choosing', 'heading', 'workshop']),
    lever: z.enum(levers),
    /** One or two sentences under the title. */
    lede: z.string().max(280),
    /** Reading time, with the demo. */
    minutes: z.number().int().min(1).max(60),
    /** For search engines and social cards. */
    description: z.string().min(50).max(160),
    /** What the reader can do afterwards, each completing "You will be able to …". */
    objectives: z.array(z.string().min(8)).min(1).max(4),
    /** Listed at the end of the chapter, beside the margin notes. */
    sources: z
      .array(z.strictObject({ author: z.string(), year: z.number().int(), title: z.string(), href: z.url() }))
      .default([]),
  }),
});

export const collections = { chapters };
