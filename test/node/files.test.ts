import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { LabError } from '../../src/core/errors.js';
import { isTemporaryOf } from '../../src/node/files/atomic.js';
import { fileError } from '../../src/node/files/file-errors.js';
import { nodeFiles } from '../../src/node/files/files.js';
import { temporaryFolder } from './temporary.js';

const failure = (promise: Promise<unknown>): Promise<LabError> =>
  promise.then(
    () => expect.unreachable('it should have been refused'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(LabError);
      return error as LabError;
    },
  );

let folder = '';
const at = (name: string): string => path.join(folder, name);
beforeEach(async () => {
  folder = await temporaryFolder();
});

describe('reading', () => {
  it('gives text without its byte order mark', async () => {
    writeFileSync(at('bom.txt'), Buffer.from([0xef, 0xbb, 0xbf, 0x61]));
    expect(await nodeFiles.readText(at('bom.txt'))).toBe('a');
  });

  it.each([
    ['a byte that is not UTF-8', [0x61, 0xff, 0x62], 'not UTF-8'],
    ['UTF-16 as Windows editors write it', [0xff, 0xfe, 0x61, 0x00], 'UTF-16'],
    ['a truncated character', [0xe2, 0x82], 'not UTF-8'],
  ])('refuses %s and tells the encoding to use', async (_name, bytes, says) => {
    writeFileSync(at('x.sql'), Buffer.from(bytes));
    const error = await failure(nodeFiles.readText(at('x.sql')));
    expect([error.code, error.data.file]).toEqual(['file-unreadable', at('x.sql')]);
    expect(error.message).toContain(says);
    expect(error.data.cure).toContain('UTF-8');
  });

  it('tells a missing file from a folder', async () => {
    expect((await failure(nodeFiles.readText(at('none')))).code).toBe('file-missing');
    expect((await failure(nodeFiles.readBytes(folder))).code).toBe('file-unreadable');
    expect((await failure(nodeFiles.list(at('none')))).code).toBe('file-missing');
  });

  it('describes what is there, following links, and nothing as undefined', async () => {
    writeFileSync(at('a'), 'abc');
    symlinkSync(at('a'), at('link'));
    const { mtimeMs, ctimeMs: changedMs } = statSync(at('a'));
    expect(await nodeFiles.info(at('link'))).toEqual({ kind: 'file', size: 3, mtimeMs, changedMs });
    expect((await nodeFiles.info(folder))?.kind).toBe('folder');
    expect(await nodeFiles.info(at('none'))).toBeUndefined();
    expect(await nodeFiles.info(at('a/below-a-file'))).toBeUndefined();
    expect(await nodeFiles.list(folder)).toEqual(['a', 'link']);
    mkdirSync(at('b'));
    expect(Object.fromEntries(await nodeFiles.entries(folder))).toEqual({ a: 'file', b: 'folder', link: 'link' });
    expect((await failure(nodeFiles.entries(at('none')))).code).toBe('file-missing');
  });
});

describe('writing', () => {
  it('creates with parent folders and never overwrites', async () => {
    await nodeFiles.create(at('a/b/c.txt'), 'mine');
    const error = await failure(nodeFiles.create(at('a/b/c.txt'), 'other'));
    expect(error.message).toContain('left alone');
    expect(readFileSync(at('a/b/c.txt'), 'utf8')).toBe('mine');
  });

  it('replaces as a whole, keeps the mode and leaves no temporary file', async () => {
    writeFileSync(at('run.sh'), 'old');
    chmodSync(at('run.sh'), 0o750);
    await nodeFiles.replace(at('run.sh'), new Uint8Array([110, 101, 119]));
    expect(readFileSync(at('run.sh'), 'utf8')).toBe('new');
    expect(statSync(at('run.sh')).mode & 0o777).toBe(0o750);
    expect(readdirSync(folder)).toEqual(['run.sh']);
  });

  it('replaces a file through a link to it, and the link stays', async () => {
    mkdirSync(at('real'));
    writeFileSync(at('real/x'), 'old');
    symlinkSync(at('real/x'), at('x'));
    await nodeFiles.replace(at('x'), 'new');
    expect(readFileSync(at('real/x'), 'utf8')).toBe('new');
    expect(readdirSync(at('real'))).toEqual(['x']);
  });

  it('leaves nothing behind when it cannot replace', async () => {
    mkdirSync(at('taken/by-a-folder'), { recursive: true });
    await failure(nodeFiles.replace(at('taken'), 'x'));
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('knows the temporary files of a file and no others', () => {
    expect(isTemporaryOf('a.json', '.a.json.0123456789ab.tmp')).toBe(true);
    expect(isTemporaryOf('a.json', '.a.json.bak.0123456789ab.tmp')).toBe(false);
    expect(isTemporaryOf('a.json', '.b.json.0123456789ab.tmp')).toBe(false);
    expect(isTemporaryOf('a.json', 'a.json')).toBe(false);
  });
});

describe('moving and removing', () => {
  it('moves files and folders into new folders', async () => {
    writeFileSync(at('a'), 'A');
    await nodeFiles.move(at('a'), at('new/b'));
    await nodeFiles.move(at('new'), at('newer'));
    expect(readFileSync(at('newer/b'), 'utf8')).toBe('A');
    expect(readdirSync(folder)).toEqual(['newer']);
  });

  it('never moves over something', async () => {
    writeFileSync(at('a'), 'A');
    writeFileSync(at('b'), 'B');
    mkdirSync(at('c'));
    expect((await failure(nodeFiles.move(at('a'), at('b')))).message).toContain('left alone');
    expect((await failure(nodeFiles.move(at('a'), at('c')))).message).toContain('left alone');
    expect((await failure(nodeFiles.move(at('none'), at('d')))).code).toBe('file-missing');
    expect([readFileSync(at('a'), 'utf8'), readFileSync(at('b'), 'utf8')]).toEqual(['A', 'B']);
  });

  it('removes a folder with all it holds, follows no link, and accepts that nothing is there', async () => {
    mkdirSync(at('outside'));
    writeFileSync(at('outside/x'), '');
    mkdirSync(at('f/g'), { recursive: true });
    symlinkSync(at('outside'), at('f/link'));
    await nodeFiles.remove(at('f'));
    await nodeFiles.remove(at('f'));
    expect(readdirSync(folder)).toEqual(['outside']);
    expect(readdirSync(at('outside'))).toEqual(['x']);
  });
});

describe('errors of the system', () => {
  it.each([
    ['ENOENT', 'file-missing'],
    ['ENOTDIR', 'file-missing'],
    ['EACCES', 'permission-denied'],
    ['EPERM', 'permission-denied'],
    ['EROFS', 'permission-denied'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EISDIR', 'file-unreadable'],
    ['ELOOP', 'file-unreadable'],
    ['ENAMETOOLONG', 'file-unreadable'],
    ['EBUSY', 'busy'],
    ['EMFILE', 'busy'],
    ['EIO', 'file-unreadable'],
  ])('%s becomes %s with the file and a cure', (system, code) => {
    const error = fileError(Object.assign(new Error('raw'), { code: system }), '/a/b');
    expect([error.code, error.data.file, error.data.detail]).toEqual([code, '/a/b', 'raw']);
    expect(error.data.cure).toMatch(/\w+.*\.$/);
    expect(error.message).toContain('`/a/b`');
  });

  it('passes a LabError on and does not blame the file for a bug', () => {
    const known = new LabError('busy', 'x');
    expect(fileError(known, '/a')).toBe(known);
    expect(fileError(new TypeError('undefined is not a function'), '/a').code).toBe('internal');
  });
});
