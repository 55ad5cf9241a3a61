import { defineEcConfig } from 'astro-expressive-code';
import { codeColours } from './src/styles/code-colours.mjs';

export default defineEcConfig({
  themes: ['github-light', 'github-dark'],
  themeCssSelector: (theme) => `[data-theme='${theme.type}']`,
  // Frame, title and copy button are CodePanel's own: theirs cost 3 kB on every page with code.
  frames: false,
  textMarkers: false,
  plugins: [codeColours],
  shiki: {
    // Shiki gives a line up after 500 ms, and leaves the rest of the code in one colour: builds must not depend on the load of the machine.
    transformers: [{ name: 'no-time-limit', preprocess: (_code, options) => void (options.tokenizeTimeLimit = 0) }],
  },
  styleOverrides: {
    borderRadius: '0',
    borderColor: 'var(--rule)',
    codeBackground: 'var(--paper)',
    codeFontFamily: 'var(--mono)',
    codeFontSize: '0.8125rem',
    codeLineHeight: '1.6',
    codePaddingInline: '1rem',
    codePaddingBlock: '0.9rem',
    uiFontFamily: 'var(--sans)',
  },
});
