/**
 * A static file server for the built site, as plain hosts do it: directories need their slash,
 * unknown paths get 404.html, text is compressed. Runs on Node 20 without a build step.
 *
 *   node scripts/serve.mjs [--root dist] [--host 127.0.0.1] [--port 4321] [--base /]
 */
import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.safetensors': 'application/octet-stream',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

const compressible = /^(text|application\/(json|xml|manifest)|image\/svg)/;

/**
 * Serves `root` under `base` and resolves once it listens. Port 0 takes any free port.
 * Rejects with the server's own error (`EADDRINUSE`, `EACCES`) when it cannot listen.
 *
 * @param {{ root: string, host?: string, port?: number, base?: string }} options
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function serve({ root, host = '127.0.0.1', port = 4321, base = '/' }) {
  const folder = resolve(root);
  if (!existsSync(folder)) throw new Error(`There is no ${folder} to serve. Run "npm run build" first.`);
  const prefix = `/${base}/`.replace(/\/{2,}/g, '/');

  const server = createServer((request, response) => {
    respond(request, response, folder, prefix).catch((error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': types['.txt'] });
      response.end('The server failed to read this file.');
    });
  });
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => done(undefined));
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${bound}${prefix}`,
    port: bound,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function respond(request, response, folder, prefix) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const found = await locate(request.url ?? '/', folder, prefix);
  if (found.redirect) {
    response.writeHead(301, { location: found.redirect }).end();
    return;
  }
  const missing = join(folder, '404.html');
  if (found.file) await send(request, response, 200, found.file);
  else if (existsSync(missing)) await send(request, response, 404, missing);
  else response.writeHead(404, { 'content-type': types['.txt'] }).end('There is no such page.');
}

/** The file behind a request, or the address to redirect to, or neither. Never leaves `folder`. */
async function locate(target, folder, prefix) {
  const { pathname, search } = new URL(target.replace(/^\/+/, '/'), 'http://localhost');
  if (`${pathname}/` === prefix) return { redirect: prefix + search };
  if (!pathname.startsWith(prefix)) return {};
  let path;
  try {
    path = decodeURIComponent(pathname.slice(prefix.length));
  } catch {
    return {};
  }
  const file = resolve(folder, `./${path}`);
  if (path.includes('\0') || (file !== folder && !file.startsWith(folder + sep))) return {};
  const entry = await stat(file).catch(() => undefined);
  if (entry?.isFile() && !pathname.endsWith('/')) return { file };
  const index = join(file, 'index.html');
  if (!entry?.isDirectory() || !existsSync(index)) return {};
  return pathname.endsWith('/') ? { file: index } : { redirect: `${pathname}/${search}` };
}

async function send(request, response, status, file) {
  const type = types[extname(file)] ?? 'application/octet-stream';
  const gzip = compressible.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const { size } = await stat(file);
  response.writeHead(status, {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'cache-control': file.includes(`${sep}_astro${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(gzip ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : { 'content-length': size }),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const body = createReadStream(file);
  body.on('error', () => response.destroy());
  (gzip ? body.pipe(createGzip()) : body).pipe(response);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '4321' },
      base: { type: 'string', default: '/' },
    },
  });
  try {
    console.log((await serve({ ...values, port: Number(values.port) })).url);
  } catch (error) {
    console.error(`The site cannot be served: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
