import { posix, win32 } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestors, belongsToCourse, collision, pathProblem } from '../../../src/app/packs/pack-paths.js';

describe('a path in a pack', () => {
  it.each(['a', 'course.yaml', 'labs/a b/größe ☃.md', 'con-tent/auxiliary.txt', 'a'.repeat(200), '…', 'a..b/c'])(
    'may be %j',
    (path) => expect(pathProblem(path)).toBeUndefined(),
  );

  it.each([
    '',
    '.',
    '..',
    'a/..',
    '../a',
    '/a',
    'a/',
    'a//b',
    'a\\b',
    'C:/a',
    'a:b',
    'a\0',
    'a\u007f',
    'AUX',
    'b/lpt9.txt',
    'a ',
    'a./b',
  ])('may not be %j', (path) => expect(pathProblem(path)).toMatch(/^(has|is|leads|ends)/));

  it('never leads out of a folder, whatever it is', () => {
    const piece = fc.constantFrom('..', '.', '', '/', '\\', 'a', 'C:', ' ', '\0');
    const staysInside = fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const path = pieces.join('');
      if (pathProblem(path) !== undefined) return true;
      return (
        posix.resolve('/base', path).startsWith('/base/') && win32.resolve('C:\\base', path).startsWith('C:\\base\\')
      );
    });
    expect(fc.check(staysInside, { numRuns: 1000 }).counterexample).toBeNull();
  });
});

describe('two paths', () => {
  it.each([[['a', 'A']], [['x/é', 'x/e\u0301']], [['ﬀ', 'FF']], [['Σας', 'σασ']], [['a', 'a/b']], [['b/c/d', 'B/C']]])(
    '%j collide',
    (paths) => expect(collision(paths)).toHaveLength(2),
  );

  it.each([[['a', 'b', 'c/a', 'c/b']], [['ab', 'a/b']], [['ı', 'l']]])('%j do not collide', (paths) =>
    expect(collision(paths)).toBeUndefined(),
  );

  it('have ancestors', () => expect(ancestors('a/b/c')).toEqual(['a', 'a/b']));
});

describe('the files of a course', () => {
  it.each(['.git', '.env', 'node_modules', '__pycache__', 'a.pyc', 'lab.yaml~', 'lab.yaml.bak', 'x.ORIG', 'a.labpack'])(
    'do not include %s',
    (name) => expect(belongsToCourse(name)).toBe(false),
  );
  it.each(['lab.yaml', 'media', 'data.csv', 'etl.py', 'backup', 'original'])('include %s', (name) =>
    expect(belongsToCourse(name)).toBe(true),
  );
});
