import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The built site, which every test runs against. */
export const dist = 'dist';

/** A page of the built site: `path` from the site's root ("", "about/"), `file` in dist. */
export interface BuiltPage {
  readonly path: string;
  readonly file: string;
}

/** Every page of the built site but 404.html. Throws when the site has not been built. */
export function builtPages(): BuiltPage[] {
  if (!existsSync(join(dist, 'index.html'))) throw new Error('There is no built site in dist. Run "npm run build" first.');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file === 'index.html' || file.endsWith('/index.html'))
    .toSorted()
    .map((file) => ({ path: file.slice(0, -'index.html'.length), file: join(dist, file) }));
}

export const readBuilt = (path: string): string => readFileSync(join(dist, path), 'utf8');
