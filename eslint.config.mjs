import eslint from '@eslint/js';
import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Nothing of the site needs the programs of the command line. */
const NO_SCRIPTS = { regex: '^(\\.\\./)+scripts/', message: 'Scripts use src, and never the other way round. Move what both need into src.' };

/** Forbids a folder to import from others: the data flows one way (world, arm, engine, grader, record, chart). */
const layer = (folder, forbidden, message) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [NO_SCRIPTS, { group: forbidden.map((name) => `**/${name}/**`), message }] },
    ],
  },
});

export default defineConfig(
  {
    ignores: ['dist/', '.astro/', '.cache/', 'public/', 'test-results/', 'playwright-report/', 'src/tinydesk/kernels/assembly/'],
  },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  ...astro.configs.recommended,
  {
    files: ['**/*.ts'],
    // One program for all files, made once: the project service, made for editors, takes half as long again.
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    // The type-checker knows which globals there are.
    files: ['**/*.{ts,astro}'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly', fetch: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly', performance: 'readonly', WebAssembly: 'readonly' },
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      // Typed arrays under noUncheckedIndexedAccess: the index is the proof.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
    },
  },
  {
    // The same bits in Node and in every browser: engines differ in these functions.
    files: ['src/tinydesk/**/*.ts'],
    ignores: ['src/tinydesk/**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['random', 'exp', 'expm1', 'log', 'log2', 'log10', 'log1p', 'sin', 'cos', 'tan', 'tanh', 'sinh', 'cosh', 'atan', 'atan2', 'pow', 'cbrt', 'hypot'].map((property) => ({
          object: 'Math',
          property,
          message: 'Engines differ in its last bits (or it is not seeded). Use src/tinydesk/random.ts or the kernels.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: ':matches(BinaryExpression[operator="**"], AssignmentExpression[operator="**="])', message: 'Engines differ in its last bits, as in those of Math.pow. Multiply, or use the kernels.' },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,astro,mjs}'],
    rules: { 'no-restricted-imports': ['error', { patterns: [NO_SCRIPTS] }] },
  },
  layer('tinydesk', ['engines', 'lab', 'widgets', 'charts', 'decide', 'book', 'components'], 'TinyDesk knows nothing of what uses it.'),
  layer('engines', ['lab', 'notebook', 'widgets', 'charts', 'decide', 'book', 'components', 'layouts'], 'An engine knows the model and nothing of what asks it.'),
  layer('lab', ['widgets', 'components', 'layouts', 'book', 'notebook'], 'The lab never imports a widget, the book or the notebook.'),
  layer('charts', ['engines', 'widgets', 'notebook', 'workshop'], 'Charts are pure: data in, options out.'),
  layer('decide', ['engines', 'widgets', 'notebook', 'workshop', 'charts'], 'Decision rules are pure functions.'),
);
