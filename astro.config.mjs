import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import expressiveCode from 'astro-expressive-code';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';

/** Where model weights may be fetched from, and only once a reader asks for a model. */
const modelHosts = 'https://huggingface.co https://*.hf.co https://raw.githubusercontent.com';

export default defineConfig({
  // SITE is the public address, sub-path included. It is needed only for absolute addresses
  // (canonical links, the sitemap, the social card): every other URL in dist is relative.
  site: process.env.SITE ?? 'http://localhost:4321/',
  trailingSlash: 'always',
  build: { inlineStylesheets: 'never' },
  markdown: {
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
      // Attributes only: highlighted code carries its colours in style attributes.
      styleDirective: { resources: ["'self'", { resource: "'unsafe-inline'", kind: 'attribute' }] },
    },
  },
  vite: {
    build: { assetsInlineLimit: 0 },
    worker: { format: 'es' },
    experimental: {
      renderBuiltUrl: (_file, { hostType }) => (hostType === 'html' ? undefined : { relative: true }),
    },
  },
});
