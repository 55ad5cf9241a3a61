import { expect, it } from 'vitest';
import { sentenceOfFileError } from './problem.mjs';

it.each([
  [{ code: 'EACCES', path: '/r', message: '' }, /no permission to write to \/r/],
  [{ code: 'EPERM', message: '' }, /no permission to write to this folder/],
  [{ code: 'EROFS', path: '/r', message: '' }, /^\/r is on a read-only file system/],
  [{ code: 'ENOSPC', path: '/r', message: '' }, /disk is full/],
  [{ message: 'odd' }, /does not know \(odd\)/],
])('says what to do about %j', (error, sentence) => {
  expect(sentenceOfFileError(error)).toMatch(sentence);
});
