import { Problem } from './problem.mjs';
import { steps } from './steps.mjs';

/**
 * @typedef {{ command: 'start', port?: number, host?: string }} StartRequest
 * @typedef {{ command: 'build' }} BuildRequest
 * @typedef {{ command: 'test', only?: string[] }} TestRequest
 */

/**
 * What the command line asks for. Throws a Problem that names the argument it does not understand.
 *
 * @param {readonly string[]} argv after the script's name: `start --port 8080`, `test --only unit,lint`
 * @returns {StartRequest | BuildRequest | TestRequest}
 */
export function parseRequest(argv) {
  const [command, ...rest] = argv;
  if (command === 'start') {
    const { port, host } = readOptions('start', rest, ['port', 'host']);
    return {
      command,
      ...(port === undefined ? {} : { port: readPort(port) }),
      ...(host === undefined ? {} : { host }),
    };
  }
  if (command === 'build') {
    if (rest.length > 0) throw new Problem(`"npm run build" does not understand "${rest[0]}": it takes nothing but the public address, as in "SITE=https://example.org/two-levers/ npm run build".`);
    return { command };
  }
  if (command === 'test') {
    const { only } = readOptions('test', rest, ['only']);
    return { command, ...(only === undefined ? {} : { only: readSteps(only) }) };
  }
  throw new Problem('The launcher knows three commands: run "npm start" to read the book, "npm run build" to build it or "npm test" to test it.');
}

/**
 * @param {string} command
 * @param {readonly string[]} words
 * @param {readonly string[]} names
 * @returns {Record<string, string | undefined>}
 */
function readOptions(command, words, names) {
  const usage = names.map((name) => `--${name} ${{ port: '8080', host: '0.0.0.0', only: 'unit,lint' }[name]}`).join(' ');
  /** @type {Record<string, string | undefined>} */
  const values = {};
  for (let i = 0; i < words.length; i++) {
    const [, name = '', attached] = /^--([a-z]+)(?:=(.*))?$/s.exec(words[i] ?? '') ?? [];
    if (!names.includes(name)) {
      throw new Problem(`"npm ${command}" does not understand "${words[i]}": write "npm ${command} -- ${usage}", with the two dashes between.`);
    }
    const value = attached ?? words[++i];
    if (!value || (attached === undefined && value.startsWith('--'))) {
      throw new Problem(`--${name} needs a value: write "npm ${command} -- ${usage}".`);
    }
    values[name] = value;
  }
  return values;
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new Problem(`--port needs a number from 0 to 65535, and "${text}" is none.`);
  return port;
}

/** @param {string} text */
function readSteps(text) {
  const known = steps.map((step) => step.name);
  const wanted = text.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Problem(`There is no test step "${unknown}": choose from ${known.join(', ')}.`);
  return known.filter((name) => wanted.includes(name));
}
