/** Everything of the bench that is fetched with the first touch. */
export async function loadParts() {
  const [bench, findings, rows, view, material, { difference }] = await Promise.all([
    import('./bench.ts'), import('./findings.ts'), import('./rows.ts'), import('./view.ts'), import('./own/material.ts'), import('./difference.ts'),
  ]);
  return { ...bench, ...findings, ...rows, ...view, ...material, difference };
}
export type Parts = Awaited<ReturnType<typeof loadParts>>;
