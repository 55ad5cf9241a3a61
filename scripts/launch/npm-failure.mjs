/**
 * Why npm failed, as a clause that ends with what to do, read from its output; undefined when it is none of
 * the usual reasons.
 *
 * @param {string} output of npm 7 or newer
 * @returns {string | undefined}
 */
export function reasonOfNpmFailure(output) {
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(output)?.[1] ?? '';
  if (/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENETDOWN|ERR_SOCKET_TIMEOUT|FETCH_ERROR|ENOTCACHED|EIDLETIMEOUT)$/.test(code) || /network (?:request|connectivity)|network timeout/i.test(output)) {
    return `the npm registry cannot be reached (${code || 'network'}): connect to the network, or set npm's proxy, and run the same command again`;
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code)) {
    return `the npm registry's certificate is not trusted here (${code}): point NODE_EXTRA_CA_CERTS at your network's certificate and run the same command again`;
  }
  if (/^E(401|403)$/.test(code)) {
    return `the npm registry refused access (${code}): check the registry in "npm config get registry" and your login to it`;
  }
  if (/^(E404|ETARGET)$/.test(code)) {
    return `the npm registry lacks a package that is needed (${code}): check that "npm config get registry" is https://registry.npmjs.org/ or a full mirror of it`;
  }
  if (/^(EACCES|EPERM)$/.test(code)) {
    return `npm may not write to a folder it needs (${/^npm (?:error|ERR!) path (.+)$/m.exec(output)?.[1] ?? code}): give your user that folder and run the same command again`;
  }
  if (code === 'EROFS') return 'the file system is read-only: clone the repository into a folder that can be written to';
  if (/^(ENOSPC|EDQUOT)$/.test(code)) return 'the disk is full: free about 2 GB and run the same command again';
  if (/^(EINTEGRITY|Z_DATA_ERROR|Z_BUF_ERROR)$/.test(code)) {
    return `a download arrived damaged (${code}): run "npm cache clean --force" and then the same command again`;
  }
  if (code === 'EUSAGE' && /package-lock\.json/.test(output)) {
    return 'package.json and package-lock.json disagree: run "npm install" if you changed package.json, or "git checkout package.json package-lock.json" if you did not';
  }
  return undefined;
}

/**
 * How far an installation is, from what npm says under `--loglevel=http`: it looks all packages up, then fetches
 * each as one archive, from the network or from its cache. Feed it npm's output as it comes.
 *
 * @returns {{ hear: (text: string) => void, detail: () => string }}
 */
export function followNpm() {
  const looked = new Set();
  const fetched = new Set();
  let rest = '';
  return {
    hear: (text) => {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const url = /^npm http (?:fetch GET 200|cache) (\S+) /.exec(line)?.[1];
        if (url !== undefined) (url.endsWith('.tgz') ? fetched : looked).add(url);
      }
    },
    detail: () => [looked.size > 0 && `${looked.size} packages looked up`, fetched.size > 0 && `${fetched.size} fetched`].filter(Boolean).join(', '),
  };
}

/**
 * The last lines of npm's own account of an error, for a failure that has no sentence of its own.
 *
 * @param {string} output
 * @returns {string}
 */
export function tailOfNpmFailure(output) {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^\s+at |^npm http /.test(line));
  return lines.slice(-12).join('\n');
}
