import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const everything = ['src/**/*.test.ts', 'scripts/**/*.test.ts'];
/** Tests that change what other test files read, and do not change it back: the world's sentences, the page's globals, a module. */
const changing = [
  'src/tinydesk/world/training-sentences.test.ts',
  'src/widgets/shared/{interrupted,keeping,lasting-runs,run-controls}.test.ts',
  'src/pages/_sitemap.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // Files that share a worker are dealt out beforehand: with two workers to a core, nobody is left with all the long ones.
    maxWorkers: 2 * availableParallelism(),
    projects: [
      // Each module is loaded once for all of a worker's files, and not once for every file: half of the time of the whole.
      { extends: true, test: { name: 'shared', include: everything, exclude: changing, isolate: false } },
      { extends: true, test: { name: 'alone', include: changing } },
    ],
  },
});
