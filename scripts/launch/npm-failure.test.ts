import { describe, expect, it } from 'vitest';
import { followNpm, reasonOfNpmFailure, tailOfNpmFailure } from './npm-failure.mjs';

describe('reasonOfNpmFailure', () => {
  it.each([
    ['npm error code ECONNREFUSED\nnpm error syscall connect', /cannot be reached \(ECONNREFUSED\)/],
    ['npm ERR! code ENOTFOUND', /cannot be reached \(ENOTFOUND\)/],
    ['npm warn x\nnpm error code EAI_AGAIN', /cannot be reached/],
    ['npm error code ENOTCACHED', /cannot be reached/],
    ['npm error network timeout at: https://registry.npmjs.org/x', /cannot be reached \(network\)/],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/],
    ['npm error code UNABLE_TO_VERIFY_LEAF_SIGNATURE', /NODE_EXTRA_CA_CERTS/],
    ['npm error code E401', /refused access/],
    ['npm error code E404', /lacks a package/],
    ['npm error code ETARGET', /lacks a package/],
    ['npm error code EACCES\nnpm error syscall mkdir\nnpm error path /cache/_cacache', /folder it needs \(\/cache\/_cacache\)/],
    ['npm error code EROFS', /read-only/],
    ['npm error code ENOSPC', /disk is full/],
    ['npm error code EINTEGRITY', /npm cache clean --force/],
    ['npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.', /disagree/],
  ])('reads %j', (output, reason) => {
    expect(reasonOfNpmFailure(output)).toMatch(reason);
  });

  it('invents no reason', () => {
    expect(reasonOfNpmFailure('npm error code ELIFECYCLE')).toBeUndefined();
    expect(reasonOfNpmFailure('')).toBeUndefined();
  });
});

describe('followNpm', () => {
  it('counts each package once, however its lines arrive', () => {
    const { hear, detail } = followNpm();
    expect(detail()).toBe('');
    hear('npm http fetch GET 200 https://r/a 327ms (cache stale)\nnpm http fetch GET 200 https://r/@b%2fc');
    hear(' 5ms\nnpm http fetch GET https://r/d attempt 1 failed with ETIMEDOUT\nnpm http fetch GET 404 https://r/e 5ms\n');
    expect(detail()).toBe('2 packages looked up');
    hear('npm http cache a@https://r/a/-/a-1.0.0.tgz 0ms (cache hit)\nnpm http cache a@https://r/a/-/a-1.0.0.tgz 0ms (cache hit)\n');
    expect(detail()).toBe('2 packages looked up, 1 fetched');
  });
});

describe('tailOfNpmFailure', () => {
  it('keeps the last lines and drops stack frames', () => {
    const tail = tailOfNpmFailure(['npm error code X', '    at run (a.js:1)', '', ...Array.from({ length: 20 }, (_, i) => `line ${i}`), 'npm http fetch GET 200 https://r/a 5ms'].join('\n'));
    expect(tail.split('\n')).toHaveLength(12);
    expect(tail).toMatch(/line 19$/);
    expect(tail).not.toContain(' at run');
  });
});
