/** Compiles assembly/*.ts to kernels.wasm with the pinned AssemblyScript; prints its size and hash. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { error, stderr } = await asc.main([
  here('assembly/index.ts'),
  '--baseDir', here('.'),
  '--outFile', here('kernels.wasm'),
  '-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd', '--use', 'abort=',
]);
if (error) {
  console.error(`The kernels do not compile: ${error.message}\n${stderr.toString()}`);
  process.exit(1);
}
const bytes = readFileSync(here('kernels.wasm'));
const hash = createHash('sha256').update(bytes).digest('hex');
console.log(`kernels.wasm: ${bytes.length} bytes, sha256 ${hash.slice(0, 12)}`);
