import { expect, test } from 'vitest';
import { lighten } from './lighten.ts';

test('plain values lose their quotes, and others keep them', () => {
  expect(lighten('<p id="a" class="b c" title="" data-x="1=2">x</p>')).toBe('<p id=a class="b c" title="" data-x="1=2">x</p>');
  expect(lighten('<a href="../few-shot/">x</a><a href="../a.css">x</a>')).toBe('<a href="../few-shot/">x</a><a href=../a.css>x</a>');
});

test('a tag that closes itself still does', () => {
  expect(lighten('<svg><g><line x1="2"/><line x1="3" /></g></svg>')).toBe('<svg><g><line x1=2 /><line x1=3 /></g></svg>');
});

test('text that looks like a tag stays as it is', () => {
  for (const html of ['<p>a class="b" c</p>', '<p title="a > b">x</p>', '<code>&lt;td class="a"&gt;</code>']) expect(lighten(html)).toBe(html);
});

test('ends of cells, rows and items go where the next tag implies them, and stay where a space or anything else follows', () => {
  expect(lighten('<table><thead><tr><th>a</th><td>b</td></tr></thead><tbody><tr><td>c</td></tr><tr><td>d</td></tr></tbody></table>')).toBe(
    '<table><thead><tr><th>a<td>b</thead><tbody><tr><td>c<tr><td>d</tbody></table>',
  );
  expect(lighten('<table><tbody><tr><td>a</td><th>b</th></tr></tbody></table>')).toBe('<table><tbody><tr><td>a</td><th>b</tbody></table>');
  expect(lighten('<ul><li>a<ul><li>b</li></ul></li><li>c</li>\n<li>d</li></ul>')).toBe('<ul><li>a<ul><li>b</ul><li>c</li>\n<li>d</ul>');
  expect(lighten('<dl><div><dt>a</dt><dd>b</dd></div></dl>')).toBe('<dl><div><dt>a<dd>b</div></dl>');
});
