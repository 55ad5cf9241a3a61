import { expect, test } from 'vitest';
import { dropForeignHashes, relocatePage, relocateStyles } from './relocate.ts';

test('addresses of the site become relative to the page', () => {
  expect(relocatePage('<a class="x" href="/few-shot/#run">', 1)).toBe('<a class="x" href="../few-shot/#run">');
  expect(relocatePage('<html lang="en" data-root="/">', 2)).toBe('<html lang="en" data-root="../../">');
  expect(relocatePage('<script type="module" src="/_astro/a.js"></script>', 0)).toBe('<script type="module" src="./_astro/a.js"></script>');
});

test('other origins, places on the page and text stay as they are', () => {
  for (const html of ['<a href="https://a.org/">', '<a href="//a.org/">', '<a href="#run">', '<p>write href="/x" here</p>', '<meta content="/x">', '<p data-code="a href=&quot;/x&quot; > b">']) {
    expect(relocatePage(html, 1)).toBe(html);
  }
});

test('an attribute is found after one that holds a bracket', () => {
  expect(relocatePage('<a title="a > b" href="/x/">', 1)).toBe('<a title="a > b" href="../x/">');
});

test('the policy names the hashes of the inline scripts and styles that the page has, and no other', () => {
  const script = " 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='";
  const policy = (scripts: string, styles: string): string => `script-src 'self'${scripts}; style-src 'self'; style-src-elem 'self'${styles}; style-src-attr 'unsafe-inline'`;
  const all = policy(` 'sha256-aB+/9='${script}`, ` 'sha256-c='${script}`);
  expect(dropForeignHashes(`${all}<script src="a.js"></script>`)).toBe(`${policy('', '')}<script src="a.js"></script>`);
  expect(dropForeignHashes(`${all}<script type="module">a</script>`)).toBe(`${policy(script, '')}<script type="module">a</script>`);
  expect(dropForeignHashes(`${all}<style>a</style>`)).toBe(`${policy('', script)}<style>a</style>`);
});

test('addresses in style sheets become relative to the sheet', () => {
  expect(relocateStyles('src:url(/_astro/a.woff2)', 1)).toBe('src:url(../_astro/a.woff2)');
  expect(relocateStyles('src:url("data:x")', 1)).toBe('src:url("data:x")');
});
