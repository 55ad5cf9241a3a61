import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './processes.mjs';

const options = { cwd: process.cwd(), env: process.env };
const node = process.execPath;

describe('run', () => {
  it('gives the exit code and both outputs', async () => {
    expect(await run(node, ['-e', 'console.log("a"); console.error("b"); process.exit(3)'], options)).toEqual({ code: 3, output: expect.stringMatching(/a\n[^]*b\n|b\n[^]*a\n/) });
  });

  it('answers for a program that does not exist or was killed', async () => {
    expect(await run('/no/such/program', [], options)).toEqual({ code: 127, output: expect.stringContaining('ENOENT') });
    expect((await run(node, ['-e', 'process.kill(process.pid, "SIGKILL")'], options)).code).toBe(128);
  });

  it('stops what says nothing for too long', async () => {
    const started = performance.now();
    expect((await run(node, ['-e', 'setInterval(() => {}, 1000)'], { ...options, quietMs: 300 })).code).toBe(124);
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it('lets what keeps talking go on, and passes on what it says', async () => {
    let heard = '';
    const talk = 'let n = 0; const timer = setInterval(() => { console.log(n); if (++n === 10) clearInterval(timer); }, 300)';
    const { code, output } = await run(node, ['-e', talk], { ...options, quietMs: 2000, hear: (text) => (heard += text) });
    expect([code, output]).toEqual([0, heard]);
    expect(heard).toMatch(/^0\n1\n[^]*9\n$/);
  });
});

describe.skipIf(process.platform === 'win32')('an interruption', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'two-levers-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(['SIGINT', 'SIGTERM'] as const)('by %s reaches grandchildren and ends the launcher', async (signal) => {
    const [ready, stopped] = [join(folder, 'ready'), join(folder, 'stopped')];
    const program = join(folder, 'parent.mjs');
    const grandchild = `const { writeFileSync } = require('node:fs');
      process.on('${signal}', () => { writeFileSync(${JSON.stringify(stopped)}, ''); process.exit(); });
      writeFileSync(${JSON.stringify(ready)}, '');
      setInterval(() => {}, 1000)`;
    const child = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(grandchild)}])`;
    writeFileSync(
      program,
      `import { listenForInterruptions, run } from ${JSON.stringify(new URL('./processes.mjs', import.meta.url).href)};
       listenForInterruptions();
       await run(process.execPath, ['-e', ${JSON.stringify(child)}], { cwd: '.', env: process.env }).catch((error) => {
         console.log(error.message);
         process.exitCode = 130;
       });`,
    );
    const parent = spawn(node, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    parent.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await appearance(ready);
    const ended = new Promise((resolve) => parent.on('close', resolve));
    parent.kill(signal);
    expect(await ended).toBe(130);
    expect(output).toBe('Stopped.\n');
    await appearance(stopped);
  });
});

describe('the entry', () => {
  const entry = fileURLToPath(new URL('../launch.mjs', import.meta.url));

  it('is what npm starts for the commands that work on a bare clone', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { scripts: Record<string, string> };
    for (const command of ['start', 'build', 'test']) expect(scripts[command]).toBe(`node scripts/launch.mjs ${command}`);
  });

  it('answers bad arguments and a missing browser with one sentence and no stack', () => {
    for (const [args, environment] of [[['start', '--port', 'x'], {}], [['build', 'x'], {}], [['test', '--only', 'x'], {}], [['test'], { CHROMIUM_PATH: '/no/chromium' }], [[], {}]] as const) {
      const { status, stdout, stderr } = spawnSync(node, [entry, ...args], { encoding: 'utf8', env: { ...process.env, ...environment } });
      expect(status).toBe(1);
      expect(stdout).toBe('');
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });

  it('tells an old Node what to install', () => {
    const disguise = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })`;
    const { status, stderr } = spawnSync(node, ['--import', `data:text/javascript,${encodeURIComponent(disguise)}`, entry, 'start'], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toBe('Two Levers needs Node 20 or newer and this is Node 18.20.4: install the current release from https://nodejs.org and run the same command again.\n');
  });
});

/** Resolves once the file exists; fails after 10 s. */
async function appearance(file: string): Promise<void> {
  for (let i = 0; i < 200 && !existsSync(file); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(existsSync(file)).toBe(true);
}
