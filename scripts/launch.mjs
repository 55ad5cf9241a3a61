/*
 * Entry of `npm start`, `npm run build` and `npm test`. This file alone keeps to syntax that Nodes
 * long out of support can parse, so that they too answer with a sentence; the rest loads after the check.
 */
import process from 'process';

const version = process.versions.node;

if (Number(version.split('.')[0]) < 20) {
  console.error(
    'Two Levers needs Node 20 or newer and this is Node ' +
      version +
      ': install the current release from https://nodejs.org and run the same command again.',
  );
  process.exitCode = 1;
} else {
  import('./launch/main.mjs').then(
    function (launcher) {
      return launcher.main(process.argv.slice(2));
    },
    function (error) {
      console.error('The launcher cannot be read (' + error.message + '): restore scripts/launch with "git checkout scripts".');
      process.exitCode = 1;
    },
  );
}
