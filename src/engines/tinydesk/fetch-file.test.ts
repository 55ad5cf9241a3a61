import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchFile } from './fetch-file.ts';

let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/model.bin') response.setHeader('content-type', 'application/octet-stream').end(Buffer.from([1, 2, 3]));
    else if (request.url === '/page.json') response.setHeader('content-type', 'text/html; charset=utf-8').end('<!doctype html>');
    else if (request.url === '/short.bin') response.setHeader('content-length', '10').write(Buffer.from([1]), () => response.destroy());
    else response.writeHead(request.url === '/busy.bin' ? 503 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test('a file comes as its bytes', async () => {
  expect(await fetchFile(`${base}/model.bin`)).toEqual(Uint8Array.from([1, 2, 3]));
});

test.each([
  ['that is not there', '/none.bin', 'HTTP 404'],
  ["that is a host's own page", '/page.json', 'is a web page in place of the file. The site'],
])('a file %s is missing', async (_, path, reason) => {
  await expect(fetchFile(base + path)).rejects.toMatchObject({ code: 'model-missing' });
  await expect(fetchFile(base + path)).rejects.toThrow(reason);
});

test.each([
  ['that breaks off', () => `${base}/short.bin`, 'Check the connection'],
  ['of a server that is busy', () => `${base}/busy.bin`, 'HTTP 503. Try again later'],
  ['at an address that does not answer', () => 'http://127.0.0.1:9/x', 'Check the connection'],
])('a file %s may be there all the same', async (_, address, reason) => {
  await expect(fetchFile(address())).rejects.toMatchObject({ code: 'model-unreachable' });
  await expect(fetchFile(address())).rejects.toThrow(reason);
});
