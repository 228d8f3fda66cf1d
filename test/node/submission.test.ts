import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { maxTextBytes, submissionOf } from '../../src/node/files/submission.js';
import { temporaryFolder } from './temporary.js';

let root = '';
let folder = '';
const at = (name: string): string => path.join(folder, name);
beforeEach(async () => {
  root = await temporaryFolder();
  folder = path.join(root, 'lab');
  mkdirSync(at('sub'), { recursive: true });
  mkdirSync(path.join(root, 'lab-other'));
  writeFileSync(path.join(root, 'secret.sql'), 'secret');
  writeFileSync(path.join(root, 'lab-other/secret.sql'), 'secret');
  writeFileSync(at('a.sql'), '\uFEFFselect 1');
  writeFileSync(at('sub/b.sql'), 'select 2');
});

const unreadable = (says: RegExp) =>
  expect.objectContaining({ code: 'file-unreadable', message: expect.stringMatching(says) as string });

describe('a submission', () => {
  it('reads text, sizes and absolute paths', async () => {
    const submission = submissionOf(folder);
    expect(await submission.readText('a.sql')).toBe('select 1');
    expect(await submission.readText('sub/b.sql')).toBe('select 2');
    expect(await submission.size('sub/b.sql')).toBe(8);
    expect(submission.absolute('sub/b.sql')).toBe(at('sub/b.sql'));
    expect(submission.absolute('new.sql')).toBe(at('new.sql'));
  });

  it('gives undefined for what is not there', async () => {
    const submission = submissionOf(folder);
    expect(await submission.readText('none.sql')).toBeUndefined();
    expect(await submission.readText('a.sql/below')).toBeUndefined();
    expect(await submission.size('sub')).toBeUndefined();
    expect(await submissionOf(path.join(root, 'no-such-folder')).readText('a.sql')).toBeUndefined();
  });

  it.each(['../secret.sql', 'sub/../../secret.sql', '../lab-other/secret.sql', '/etc/hostname', '.', ''])(
    'refuses the path %j, which leads out of it',
    async (leaving) => {
      const submission = submissionOf(folder);
      await expect(submission.readText(leaving)).rejects.toEqual(unreadable(/leads out of the lab folder/));
      await expect(submission.size(leaving)).rejects.toEqual(unreadable(/leads out/));
      expect(() => submission.absolute(leaving)).toThrow(/leads out/);
    },
  );

  it('refuses a link to a file outside, and a file in a linked folder', async () => {
    symlinkSync(path.join(root, 'secret.sql'), at('link.sql'));
    symlinkSync(path.join(root, 'lab-other'), at('linked'));
    const submission = submissionOf(folder);
    for (const leaving of ['link.sql', 'linked/secret.sql']) {
      await expect(submission.readText(leaving)).rejects.toEqual(unreadable(/leads out of the lab folder/));
      await expect(submission.size(leaving)).rejects.toEqual(unreadable(/leads out/));
      expect(() => submission.absolute(leaving)).toThrow(/leads out/);
    }
  });

  it('follows a link that stays inside, and works in a folder that is a link itself', async () => {
    symlinkSync(at('a.sql'), at('same.sql'));
    symlinkSync(folder, path.join(root, 'linked-lab'));
    expect(await submissionOf(folder).readText('same.sql')).toBe('select 1');
    expect(await submissionOf(path.join(root, 'linked-lab')).readText('a.sql')).toBe('select 1');
  });

  it('refuses text that is too large or not UTF-8, and folders', async () => {
    writeFileSync(at('big.sql'), '');
    truncateSync(at('big.sql'), maxTextBytes + 1);
    writeFileSync(at('latin1.sql'), Buffer.from([0x73, 0xe9]));
    const submission = submissionOf(folder);
    await expect(submission.readText('big.sql')).rejects.toEqual(unreadable(/`big.sql` is 5.0 MB; files over 5 MB/));
    expect(await submission.size('big.sql')).toBe(maxTextBytes + 1);
    truncateSync(at('big.sql'), maxTextBytes);
    expect((await submission.readText('big.sql'))?.length).toBe(maxTextBytes);
    await expect(submission.readText('latin1.sql')).rejects.toEqual(unreadable(/`latin1.sql` is not UTF-8/));
    await expect(submission.readText('sub')).rejects.toEqual(unreadable(/`sub` is not a file/));
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    execFileSync('mkfifo', [at('pipe.sql')]);
    await expect(submissionOf(folder).readText('pipe.sql')).rejects.toEqual(unreadable(/`pipe.sql` is not a file/));
  });
});
