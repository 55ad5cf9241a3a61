import { describe, expect, it } from 'vitest';
import { parseRequest } from './request.mjs';

describe('parseRequest', () => {
  it.each([
    [['start'], { command: 'start' }],
    [['start', '--port', '8080'], { command: 'start', port: 8080 }],
    [['start', '--port=0', '--host=::1'], { command: 'start', port: 0, host: '::1' }],
    [['start', '--host', '0.0.0.0'], { command: 'start', host: '0.0.0.0' }],
    [['build'], { command: 'build' }],
    [['test'], { command: 'test' }],
    [['test', '--only', 'unit'], { command: 'test', only: ['unit'] }],
  ])('reads %j', (argv, request) => {
    expect(parseRequest(argv)).toEqual(request);
  });

  it('puts the chosen steps in their own order, each once', () => {
    expect(parseRequest(['test', '--only', 'e2e, lint,lint'])).toEqual({ command: 'test', only: ['lint', 'e2e'] });
  });

  it.each([
    [[], /npm start.*npm test/],
    [['serve'], /npm start.*npm test/],
    [['build', '--site'], /"npm run build" does not understand "--site".*SITE=/],
    [['start', '8080'], /does not understand "8080".*npm start -- --port 8080/],
    [['start', '--only', 'unit'], /does not understand "--only"/],
    [['start', '--port'], /--port needs a value/],
    [['start', '--port', '--host'], /--port needs a value/],
    [['start', '--port='], /--port needs a value/],
    [['start', '--port', 'http'], /"http" is none/],
    [['start', '--port', '65536'], /"65536" is none/],
    [['start', '--port', '1e3'], /"1e3" is none/],
    [['test', '--only', 'units'], /no test step "units": choose from kernels, check/],
    [['test', '--only', 'unit,'], /no test step ""/],
  ])('answers %j with one sentence', (argv, sentence) => {
    expect(() => parseRequest(argv)).toThrow(sentence);
  });
});
