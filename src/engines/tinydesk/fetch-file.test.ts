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
    else response.writeHead(404).end();
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
  ["that is a host's own page", '/page.json', 'There is no file'],
  ['that breaks off', '/short.bin', 'could not be fetched'],
])('a file %s is missing', async (_, path, reason) => {
  await expect(fetchFile(base + path)).rejects.toMatchObject({ code: 'model-missing' });
  await expect(fetchFile(base + path)).rejects.toThrow(reason);
});

test('an address that does not answer is missing', async () => {
  await expect(fetchFile('http://127.0.0.1:9/x')).rejects.toThrow('Check the connection');
});
