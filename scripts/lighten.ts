/**
 * Leaves out of the pages in dist what HTML lets a page leave out: quotes around plain attribute values, and the end
 * tags of rows, cells and list items that the next tag implies. It comes last in a build, because the search index is
 * made by a parser that wants its end tags. A page that would not be read as before stops the build.
 *
 *   node scripts/lighten.ts
 */
import { parseHTML } from 'linkedom';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Any opening tag. */
const tag = /<[a-z][\w-]*(?:\s+[^\s=>"]+(?:="[^"]*")?)*\s*\/?>/gi;
/** A slash at the end of an unquoted value would read as the end of the tag, to people if not to parsers. */
const plainValue = /="([^\s"'=<>`]*[^\s"'=<>`/])"/g;

/**
 * https://html.spec.whatwg.org/multipage/syntax.html#optional-tags, where no space comes between. A cell before a heading
 * keeps its end tag, which htmlparser2 would miss.
 */
const impliedEnds = [
  /<\/th>(?=<t[dh][\s>]|<\/tr>)/g,
  /<\/td>(?=<td[\s>]|<\/tr>)/g,
  /<\/tr>(?=<tr[\s>]|<\/(?:thead|tbody|table)>)/g,
  /<\/li>(?=<li[\s>]|<\/[ou]l>)/g,
  /<\/option>(?=<option[\s>]|<\/(?:select|optgroup)>)/g,
  /<\/d[dt]>(?=<d[dt][\s>]|<\/(?:dl|div)>)/g,
];

/** The same page in fewer bytes. Throws when a parser would not find the same in it. */
export function lighten(html: string): string {
  const unquoted = html.replace(tag, (text) => text.replace(/\s*\/>$/, ' />').replace(plainValue, '=$1'));
  const light = impliedEnds.reduce((page, end) => page.replace(end, ''), unquoted);
  if (read(light) !== read(html)) throw new Error('A page would be read otherwise once it is lightened. Put the value or the tag that makes the difference in order, or leave it out of scripts/lighten.ts.');
  return light;
}

/** What a parser finds in a page, in one spelling. */
const read = (html: string): string => parseHTML(html).document.toString();

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const file of readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))) {
    const path = join('dist', file);
    try {
      writeFileSync(path, lighten(readFileSync(path, 'utf8')));
    } catch (error) {
      console.error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
}
