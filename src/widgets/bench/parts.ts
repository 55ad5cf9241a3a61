import { lateStyles } from '../shared/late-styles.ts';
import styles from './live.css?url';

/** Everything of the bench, its styles too, that is fetched with the first touch. */
export async function loadParts() {
  const [bench, findings, rows, view, closer, held, material, offered, { difference }] = await Promise.all([
    import('./bench.ts'), import('./findings.ts'), import('./rows.ts'), import('./view.ts'), import('./closer.ts'), import('./own/held.ts'), import('./own/material.ts'), import('./own/offered.ts'), import('./difference.ts'), lateStyles(document, styles),
  ]);
  return { ...bench, ...findings, ...rows, ...view, ...closer, ...held, ...material, ...offered, difference };
}
export type Parts = Awaited<ReturnType<typeof loadParts>>;
