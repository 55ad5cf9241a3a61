import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** An npm that needs no network: `ci` obeys CI and fills node_modules in two halves, `run site` writes one page. */
const fakeNpm = `
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
appendFileSync('.calls', words[0] + '\\n');
const place = (name) => { mkdirSync('node_modules/' + name, { recursive: true }); writeFileSync('node_modules/' + name + '/package.json', '{}'); };
if (words[0] === 'ci') {
  place('a');
  if (process.env.CI_FAKE === 'hangs') { process.on('SIGINT', () => {}); process.on('SIGTERM', () => {}); setTimeout(() => {}, 60_000); writeFileSync('.pid', String(process.pid)); }
  else if (process.env.CI_FAKE) { console.error('npm http fetch GET 200 https://r/a 5ms\\nnpm error code ' + process.env.CI_FAKE); process.exitCode = 1; }
  else place('b');
} else if (words.includes('site')) {
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/index.html', '<p>The book</p>');
}
`;

let root = '';
/** What still runs when a test ends early. */
const started = new Set<ReturnType<typeof spawn>>();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'two-levers-'));
  cpSync(fileURLToPath(new URL('..', import.meta.url)), join(root, 'scripts'), { recursive: true });
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/a': {}, 'node_modules/b': {} } }));
  writeFileSync(join(root, 'npm-cli.js'), fakeNpm);
});

afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
  rmSync(root, { recursive: true });
});

/** Starts the launcher in the clone; `until` resolves once its output has a text, `ended` with its exit code. */
function launch(args: string[], environment: Record<string, string> = {}) {
  const env = { ...process.env, npm_execpath: join(root, 'npm-cli.js'), npm_lifecycle_event: undefined, ...environment };
  const child = spawn(process.execPath, [join(root, 'scripts/launch.mjs'), ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.add(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => (started.delete(child), resolve(code))));
  const until = async (text: string) => {
    for (let i = 0; i < 400 && !said.out.includes(text); i++) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(said.out).toContain(text);
  };
  return { child, said, ended, until };
}

/** Starts it, waits for the book, reads it, stops it, and gives what it said. */
async function readBook(args: string[] = ['--port', '0']) {
  const { child, said, ended, until } = launch(['start', ...args]);
  await until('Press Ctrl-C');
  const url = /http:\/\/\S+/.exec(said.out)?.[0] ?? '';
  expect(await (await fetch(url)).text()).toBe('<p>The book</p>');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(said.err).toBe('');
  return said.out;
}

const calls = () => readFileSync(join(root, '.calls'), 'utf8').split('\n').filter((name) => name === 'ci').length;

/** A port that another program has, for as long as `use` runs. */
async function taken(use: (port: string) => Promise<void>) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await use(String((server.address() as AddressInfo).port)).finally(() => server.close());
}

describe.skipIf(process.platform === 'win32')('npm start on a bare clone', () => {
  it('says each step and its time, and the second time needs none', async () => {
    const time = String.raw` in \d+\.\d s\n`;
    expect(await readBook()).toMatch(new RegExp(`^Installing the dependencies .*\nInstalled the dependencies${time}Building the site\nBuilt the site${time}\nTwo Levers is open at http://127.0.0.1:\\d+/\nPress Ctrl-C to stop.\nStopped.\n$`));
    expect(await readBook(['--host', '0.0.0.0', '--port', '0'])).toMatch(/^\nTwo Levers is open at http:\/\/localhost:\d+\//);
    expect(calls()).toBe(1);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends on %s with an npm that would go on, and takes a half-made installation up again', async (signal) => {
    const { child, said, ended, until } = launch(['start'], { CI_FAKE: 'hangs' });
    await until('Installing the dependencies');
    const file = join(root, '.pid');
    for (let i = 0; i < 400 && !(existsSync(file) && readFileSync(file, 'utf8')); i++) await new Promise((resolve) => setTimeout(resolve, 50));
    const asked = performance.now();
    child.kill(signal);
    expect(await ended).toBe(130);
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(said.err).toBe('Stopped.\n');
    expect(() => process.kill(Number(readFileSync(file, 'utf8')), 0)).toThrow('ESRCH');
    expect(await readBook()).toMatch(/^The dependencies were not completely installed; installing them afresh\nInstalled/);
    expect(calls()).toBe(2);
  });

  it('installs again what was lost', async () => {
    await readBook();
    rmSync(join(root, 'node_modules/b'), { recursive: true });
    expect(await readBook()).toMatch(/^The dependencies were not completely installed/);
  });

  it('installs again what is stale', async () => {
    await readBook();
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/b': {} } }));
    expect(await readBook()).toMatch(/^The dependencies have changed/);
  });

  it.each([
    ['ENOTFOUND', /^The dependencies could not be installed because the npm registry cannot be reached \(ENOTFOUND\).*\n$/],
    ['EODD', /^npm error code EODD\nThe dependencies could not be installed because npm failed as shown above.*\n$/],
  ])('ends in one sentence when npm fails by %s', async (code, sentence) => {
    const { said, ended } = launch(['start'], { CI_FAKE: code });
    expect(await ended).toBe(1);
    expect(said.err).toMatch(sentence);
  });

  it('refuses a taken port or a foreign host before it installs anything', async () => {
    await taken(async (port) => {
      const { said, ended } = launch(['start', '--port', port]);
      expect(await ended).toBe(1);
      expect(said).toEqual({ out: '', err: expect.stringMatching(/^Port \d+ is taken by another program: .*\n$/) });
    });
    const { said, ended } = launch(['start', '--host', '192.0.2.1']);
    expect(await ended).toBe(1);
    expect(said).toEqual({ out: '', err: expect.stringMatching(/^"192\.0\.2\.1" is no address of this machine: .*\n$/) });
    expect(existsSync(join(root, '.calls'))).toBe(false);
  });
});

describe.skipIf(process.platform !== 'linux')('npm test without a browser', () => {
  it('says what it tries, how far it came, and what to do', async () => {
    // A Playwright and a package manager that fail at once; nothing else is on the path.
    mkdirSync(join(root, 'node_modules/playwright'), { recursive: true });
    const program = (name: string, text: string) => {
      writeFileSync(join(root, name), text);
      chmodSync(join(root, name), 0o755);
    };
    writeFileSync(join(root, 'node_modules/playwright/package.json'), '{ "type": "module", "exports": "./index.js" }');
    writeFileSync(join(root, 'node_modules/playwright/index.js'), `export const chromium = { launch: () => Promise.reject(new Error("Executable doesn't exist")) };`);
    writeFileSync(join(root, 'node_modules/playwright/cli.js'), 'process.exit(1)');
    mkdirSync(join(root, 'bin'));
    program('bin/dnf', '#!/bin/sh\nexit 1\n');
    const { said, ended } = launch(['test', '--only', 'e2e'], { PATH: join(root, 'bin'), CHROMIUM_PATH: '' });
    expect(await ended).toBe(1);
    expect(said.out).toMatch(/\nLooking for a browser that starts\nFound none in .*\nDownloading Chromium for Playwright \(once, a few hundred MB\)\nThat failed in \d/);
    expect(said.err).toMatch(/^The tests need Chromium and none could be found or installed: .*dnf install chromium.*\n$/);
  });
});
