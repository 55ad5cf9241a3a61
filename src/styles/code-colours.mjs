/**
 * The colours of highlighted code as classes. Expressive Code writes the colours of both themes into every word, which
 * made up most of what code weighed on a page. A style that is not in the list stays with its word.
 *
 * @typedef {{ type: string, tagName?: string, properties?: Record<string, unknown>, children?: Node[], value?: string }} Node
 */

/** Class by style, as the themes of ec.config.mjs give them, after Expressive Code has seen to their contrast. */
const classes = new Map([
  ['--0:#BF3441;--1:#F97583', 'k'], // keywords and operators
  ['--0:#6F42C1;--1:#B392F0', 'f'], // functions and types
  ['--0:#005CC5;--1:#79B8FF', 'n'], // constants and numbers
  ['--0:#AE4B07;--1:#FFAB70', 'v'], // parameters
  ['--0:#032F62;--1:#9ECBFF', 's'], // strings
  ['--0:#616972;--1:#99A0A6', 'c'], // comments
  ['--0:#032F62;--1:#DBEDFF', 'r'], // regular expressions
  ['--0:#1E7734;--0fw:bold;--1:#85E89D;--1fw:bold', 'e'], // and what is escaped in them
]);

/** The colour that all code has, so that these words need no element. */
const plain = '--0:#24292E;--1:#E1E4E8';

const rules = [...classes].map(([style, name]) => {
  const { 0: light, 1: dark, '0fw': weight } = Object.fromEntries(style.split(';').map((declaration) => declaration.slice(2).split(':')));
  return `.ec-line .${name}{color:light-dark(${light},${dark})${weight ? `;font-weight:${weight}` : ''}}`;
});

/** @type {import('astro-expressive-code').ExpressiveCodePlugin} */
export const codeColours = {
  name: 'code-colours',
  baseStyles: rules.join(''),
  hooks: { postprocessRenderedLine: ({ renderData }) => recolour(renderData.lineAst) },
};

/** @param {Node} node */
function recolour(node) {
  for (const child of node.children ?? []) recolour(child);
  node.children &&= joined(node.children.flatMap((child) => (child.properties?.style === plain ? (child.children ?? []) : [child])));
  const name = classes.get(String(node.properties?.style));
  if (name) node.properties = { className: [name] };
}

/**
 * @param {Node[]} nodes
 * @returns {Node[]} with one text where several followed each other
 */
function joined(nodes) {
  /** @type {Node[]} */
  const done = [];
  for (const node of nodes) {
    const last = done.at(-1);
    if (node.type === 'text' && last?.type === 'text') done[done.length - 1] = { type: 'text', value: `${last.value}${node.value}` };
    else done.push(node);
  }
  return done;
}
