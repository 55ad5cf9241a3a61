/**
 * The part of a TypeScript file that declares `name` at the top level: its doc comment, its declaration
 * and its body, to the closing line in the first column. Relies on formatted source.
 * Throws when there is no such declaration, listing those there are.
 */
export function sourceRegion(source: string, name: string): string {
  const lines = source.split('\n');
  const declared = lines.map((line) => declaration.exec(line)?.[1]);
  const start = declared.indexOf(name);
  if (start < 0) {
    const known = declared.filter(Boolean).join(', ');
    throw new Error(`There is no top-level "${name}" to show. The file declares: ${known || 'nothing'}.`);
  }
  let first = start;
  if (/^\s*\*\/|^\/\*\*.*\*\/\s*$/.test(lines[start - 1] ?? '')) {
    first = start - 1;
    while (!lines[first]?.startsWith('/**')) first -= 1;
  }
  const opensBlock = /[{([]\s*$/.test(lines[start] ?? '');
  const end = opensBlock ? /^[})\]](?!.*[{([]\s*$)/ : /[;}]\s*$/;
  const last = lines.findIndex((line, index) => index >= start && end.test(line));
  return lines.slice(first, last < 0 ? undefined : last + 1).join('\n');
}

const declaration =
  /^(?:export )?(?:default )?(?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type) ([A-Za-z_$][\w$]*)/;
