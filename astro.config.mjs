import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import expressiveCode from 'astro-expressive-code';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { createHash } from 'node:crypto';
import { layerOrder } from './src/styles/layers.mjs';

/** Where model weights may be fetched from, and only once a reader asks for a model. */
const modelHosts = 'https://huggingface.co https://*.hf.co https://raw.githubusercontent.com';

/** Files go by their hashes alone: every page names some twenty, and their names would be a part of its weight. */
const byHash = { entryFileNames: '_astro/[hash].js', chunkFileNames: '_astro/[hash].js', assetFileNames: '_astro/[hash][extname]' };

export default defineConfig({
  trailingSlash: 'always',
  build: { inlineStylesheets: 'never' },
  markdown: {
    syntaxHighlight: false, // Expressive Code does it.
    processor: unified({
      remarkPlugins: [remarkMath],
      rehypePlugins: [[rehypeKatex, { output: 'mathml' }]],
    }),
  },
  integrations: [expressiveCode(), mdx()],
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "worker-src 'self' blob:",
        `connect-src 'self' ${modelHosts}`,
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ],
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
      // In attributes only: highlighted code carries its colours in style attributes.
      styleDirective: {
        resources: [{ resource: "'self'", kind: 'element' }, { resource: "'unsafe-inline'", kind: 'attribute' }],
        hashes: [{ hash: `sha256-${createHash('sha256').update(layerOrder).digest('base64')}`, kind: 'element' }],
      },
    },
  },
  vite: {
    // Browsers with popovers and light-dark(): style sheets need no fallbacks for older ones.
    build: {
      assetsInlineLimit: 0,
      target: ['chrome125', 'firefox128', 'safari17.5'],
      rolldownOptions: {
        // Astro marks its own modules with a directive that the bundler warns of, once a chapter.
        onLog: (level, log, handle) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
        },
      },
    },
    environments: {
      client: { build: { rolldownOptions: { output: byHash } } },
      prerender: { build: { rolldownOptions: { output: { assetFileNames: byHash.assetFileNames } } } },
    },
    worker: { format: 'es' },
    experimental: {
      renderBuiltUrl: (_file, { hostType }) => (hostType === 'js' ? { relative: true } : undefined),
    },
  },
});
