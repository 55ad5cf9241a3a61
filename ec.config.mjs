import { defineEcConfig } from 'astro-expressive-code';

export default defineEcConfig({
  themes: ['github-light', 'github-dark'],
  themeCssSelector: (theme) => `[data-theme='${theme.type}']`,
  // Frame, title and copy button are CodePanel's own: theirs cost 3 kB on every page with code.
  frames: false,
  textMarkers: false,
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
