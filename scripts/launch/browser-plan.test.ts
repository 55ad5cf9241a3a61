import { describe, expect, it } from 'vitest';
import { type BrowserFacts, packageCommands, planBrowser, systemBrowsers } from './browser-plan.mjs';

const bare: BrowserFacts = { own: 'missing', musl: false, tried: [] };
const apt = { name: 'apt-get', allowed: true, ubuntu: false } as const;

/** What is tried, in order, on a machine where every attempt fails. */
function attempts(facts: BrowserFacts): string[] {
  const plan = planBrowser(facts);
  if (plan.do === 'use' || plan.do === 'refuse') return [plan.do];
  return [plan.do, ...attempts({ ...facts, tried: [...facts.tried, plan.do] })];
}

describe('planBrowser', () => {
  it('obeys CHROMIUM_PATH before anything else, and never replaces it silently', () => {
    const chosen = { path: '/c', state: 'works' } as const;
    expect(planBrowser({ ...bare, own: 'works', system: '/s', chosen })).toEqual({ do: 'use', path: '/c' });
    expect(planBrowser({ ...bare, own: 'works', chosen: { path: '/c', state: 'missing' } })).toMatchObject({
      do: 'refuse',
      sentence: expect.stringContaining('CHROMIUM_PATH names /c, which does not exist'),
    });
    expect(planBrowser({ ...bare, own: 'works', chosen: { path: '/c', state: 'broken' } })).toMatchObject({
      do: 'refuse',
      sentence: expect.stringContaining('which does not start'),
    });
  });

  it('prefers Playwright’s own browser to the system’s, and either to an installation', () => {
    expect(planBrowser({ ...bare, own: 'works', system: '/s' })).toEqual({ do: 'use' });
    expect(planBrowser({ ...bare, system: '/s' })).toEqual({ do: 'use', path: '/s' });
    expect(planBrowser({ ...bare, own: 'broken', system: '/s', manager: apt })).toEqual({ do: 'use', path: '/s' });
  });

  it('downloads, then installs a package, then says what to do', () => {
    expect(attempts({ ...bare, manager: apt })).toEqual(['download', 'package', 'refuse']);
    expect(attempts({ ...bare, manager: { ...apt, allowed: false } })).toEqual(['download', 'refuse']);
    expect(attempts(bare)).toEqual(['download', 'refuse']);
  });

  it('adds the libraries that a downloaded browser lacks', () => {
    expect(attempts({ ...bare, own: 'broken', manager: apt })).toEqual(['libraries', 'package', 'refuse']);
    expect(attempts({ ...bare, own: 'broken', manager: { ...apt, allowed: false } })).toEqual(['refuse']);
  });

  it('leaves out what cannot work: the download under musl, the package on Ubuntu', () => {
    expect(attempts({ ...bare, musl: true, manager: { name: 'apk', allowed: true, ubuntu: false } })).toEqual(['package', 'refuse']);
    expect(attempts({ ...bare, manager: { ...apt, ubuntu: true } })).toEqual(['download', 'refuse']);
  });

  it.each([
    ['apt-get', false, 'sudo apt-get update && sudo apt-get install chromium'],
    ['apt-get', true, 'sudo npx playwright install --with-deps chromium'],
    ['dnf', false, 'sudo dnf install chromium'],
    ['apk', false, 'apk add chromium'],
    ['brew', false, 'brew install --cask google-chrome'],
  ] as const)('names the command for %s (Ubuntu: %s)', (name, ubuntu, command) => {
    const plan = planBrowser({ ...bare, manager: { name, allowed: false, ubuntu }, tried: ['download'] });
    expect(plan).toMatchObject({ do: 'refuse', sentence: expect.stringContaining(`"${command}"`) });
  });

  it('names a command without a package manager, too', () => {
    expect(planBrowser({ ...bare, tried: ['download'] })).toMatchObject({ sentence: expect.stringContaining('npx playwright install chromium') });
  });
});

describe('where browsers come from', () => {
  it.each(['apt-get', 'dnf', 'apk', 'brew'] as const)('%s installs without asking', (name) => {
    const commands = packageCommands(name);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(command.join(' ')).toMatch(new RegExp(`^(sh -c )?${name} `));
    if (name === 'apt-get' || name === 'dnf') expect(commands.at(-1)!.join(' ')).toContain('install -y');
  });

  it('looks in each platform’s usual places', () => {
    expect(systemBrowsers('linux', {}).slice(0, 2)).toEqual(['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']);
    expect(systemBrowsers('darwin', {})).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(systemBrowsers('win32', { ProgramFiles: 'C:\\P' })).toContain('C:\\P\\Google\\Chrome\\Application\\chrome.exe');
    expect(systemBrowsers('win32', {})).toEqual([]);
  });
});
