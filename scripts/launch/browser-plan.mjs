/**
 * Which browser the tests use, and how one is got: facts in, the next thing to do out.
 *
 * @typedef {{ name: 'apt-get' | 'dnf' | 'apk' | 'brew', allowed: boolean, ubuntu: boolean }} PackageManager
 *   `allowed`: it can be run without asking for a password
 * @typedef {{
 *   chosen?: { path: string, state: 'works' | 'missing' | 'broken' },
 *   own: 'works' | 'missing' | 'broken',
 *   system?: string,
 *   manager?: PackageManager,
 *   musl: boolean,
 *   tried: readonly ('download' | 'libraries' | 'package')[],
 * }} BrowserFacts
 *   `chosen`: what CHROMIUM_PATH names; `own`: Playwright's download; `system`: an installed browser that starts
 */

/**
 * @param {BrowserFacts} facts
 * @returns {{ do: 'use', path?: string } | { do: 'download' } | { do: 'libraries' } | { do: 'package' } | { do: 'refuse', sentence: string }}
 */
export function planBrowser({ chosen, own, system, manager, musl, tried }) {
  if (chosen) {
    if (chosen.state === 'works') return { do: 'use', path: chosen.path };
    const why = chosen.state === 'missing' ? 'which does not exist' : 'which does not start';
    return { do: 'refuse', sentence: `CHROMIUM_PATH names ${chosen.path}, ${why}: point it at a Chromium or Chrome program, or unset it to let the tests find one.` };
  }
  if (own === 'works') return { do: 'use' };
  if (system !== undefined) return { do: 'use', path: system };
  if (own === 'missing' && !musl && !tried.includes('download')) return { do: 'download' };
  if (own === 'broken' && manager?.name === 'apt-get' && manager.allowed && !tried.includes('libraries')) return { do: 'libraries' };
  if (manager?.allowed && !manager.ubuntu && !tried.includes('package')) return { do: 'package' };
  return {
    do: 'refuse',
    sentence: `The tests need Chromium and none could be found or installed: ${advice(manager, own)}, or set CHROMIUM_PATH to a Chromium or Chrome program, and run "npm test" again.`,
  };
}

/**
 * @param {PackageManager | undefined} manager
 * @param {BrowserFacts['own']} own
 */
function advice(manager, own) {
  if (manager?.ubuntu) return `run "sudo npx playwright ${own === 'broken' ? 'install-deps' : 'install --with-deps'} chromium"`;
  switch (manager?.name) {
    case 'apt-get':
      return 'run "sudo apt-get update && sudo apt-get install chromium"';
    case 'dnf':
      return 'run "sudo dnf install chromium"';
    case 'apk':
      return 'run "apk add chromium" as root';
    case 'brew':
      return 'run "brew install --cask google-chrome"';
    default:
      return 'run "npx playwright install chromium", install Google Chrome (https://www.google.com/chrome)';
  }
}

/**
 * The commands that install a browser with a package manager.
 *
 * @param {PackageManager['name']} name
 * @returns {readonly (readonly string[])[]}
 */
export function packageCommands(name) {
  switch (name) {
    case 'apt-get': {
      // Chromium without its windows takes half the time in tests; older releases have the whole one alone.
      const install = 'apt-get -o Acquire::http::Timeout=20 install -y --no-install-recommends';
      return [
        ['apt-get', '-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1', 'update'],
        ['sh', '-c', `${install} chromium-headless-shell || ${install} chromium`],
      ];
    }
    case 'dnf':
      return [['dnf', 'install', '-y', 'chromium']];
    case 'apk':
      return [['apk', 'add', '--no-cache', 'chromium']];
    case 'brew':
      return [['brew', 'install', '--cask', 'google-chrome']];
  }
}

/**
 * Where an installed Chromium, Chrome or Edge lies on each platform, in the order they are tried.
 *
 * @param {string} platform
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {string[]}
 */
export function systemBrowsers(platform, environment) {
  switch (platform) {
    case 'darwin':
      return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
    case 'win32':
      return [environment['ProgramFiles'], environment['ProgramFiles(x86)'], environment['LOCALAPPDATA']].flatMap((folder) =>
        folder === undefined ? [] : ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((rest) => `${folder}\\${rest}`),
      );
    default:
      // The first is Chromium without its windows, which takes half the time of the whole one.
      return ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map((name) => `/usr/bin/${name}`);
  }
}
