import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { addAttempt, noProgress } from '../../src/core/course/progress.js';
import type { LabError } from '../../src/core/errors.js';
import { nodeFiles } from '../../src/node/files/files.js';
import { FileProgressStore } from '../../src/node/state/progress-store.js';
import { sampleRun, withAttempts } from './progress-samples.js';
import { temporaryFolder } from './temporary.js';

const time = Date.UTC(2026, 10, 21, 14, 22, 33, 123);
let home = '';
let problems: LabError[] = [];
const newStore = (): FileProgressStore =>
  new FileProgressStore({
    home,
    files: nodeFiles,
    clock: { now: () => time },
    report: (problem) => problems.push(problem),
  });
const folder = (): string => path.join(home, 'progress', 'course');
const file = (): string => path.join(folder(), 'item.json');
const put = (text: string | Uint8Array, name = 'item.json'): void => {
  mkdirSync(folder(), { recursive: true });
  writeFileSync(path.join(folder(), name), text);
};

beforeEach(async () => {
  home = await temporaryFolder();
  problems = [];
});

describe('stored progress', () => {
  it('is nothing until something is stored, and reading writes nothing', async () => {
    expect(await newStore().read('course', 'item')).toBe(noProgress);
    expect(readdirSync(home)).toEqual([]);
  });

  it('survives the process, with the last good copy beside it', async () => {
    const store = newStore();
    await store.update('course', 'item', () => withAttempts(1));
    await store.update('course', 'item', (before) => addAttempt(before, sampleRun('run-2')));
    expect(await newStore().read('course', 'item')).toEqual(withAttempts(2));
    expect(JSON.parse(readFileSync(`${file()}.bak`, 'utf8'))).toEqual(withAttempts(1));
    expect(readdirSync(folder())).toEqual(['item.json', 'item.json.bak']);
  });

  it('loses no update of two windows and of many at once', async () => {
    const windows = [newStore(), newStore()];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        windows[index % 2]!.update('course', 'item', (before) => addAttempt(before, sampleRun(`run-${index}`))),
      ),
    );
    const stored = (await newStore().read('course', 'item')).exercises['e'];
    expect(stored?.count).toBe(20);
    expect(new Set(stored?.attempts.map((attempt) => attempt.run.id)).size).toBe(20);
  });

  it('writes nothing when nothing changes, and goes on after a change that throws', async () => {
    const store = newStore();
    await store.update('course', 'item', (before) => before);
    expect(readdirSync(folder())).toEqual([]);
    const bug = new TypeError('bug');
    await expect(
      store.update('course', 'item', () => {
        throw bug;
      }),
    ).rejects.toBe(bug);
    await store.update('course', 'item', () => withAttempts(1));
    expect(await store.read('course', 'item')).toEqual(withAttempts(1));
  });

  it('keeps what it does not know', async () => {
    put(JSON.stringify({ ...withAttempts(1), later: { note: 'x' } }));
    await newStore().update('course', 'item', (before) => addAttempt(before, sampleRun('run-2')));
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ later: { note: 'x' } });
  });

  it.each(['..', 'a/b', 'A', '', 'x'.repeat(65)])('takes no %j for an identifier', async (id) => {
    await expect(newStore().read('course', id)).rejects.toMatchObject({ code: 'internal' });
    await expect(newStore().read(id, 'item')).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('the cache of stored progress', () => {
  it('gives the same object while the file is the same', async () => {
    await newStore().update('course', 'item', () => withAttempts(1));
    const store = newStore();
    expect(await store.read('course', 'item')).toBe(await store.read('course', 'item'));
  });

  it('sees what another window stored, also in the same millisecond and size', async () => {
    const [one, other] = [newStore(), newStore()];
    await one.update('course', 'item', () => addAttempt(noProgress, sampleRun('run-a')));
    const { mtime, size } = statSync(file());
    await other.update('course', 'item', () => addAttempt(noProgress, sampleRun('run-b')));
    utimesSync(file(), mtime, mtime);
    expect(statSync(file()).size).toBe(size);
    expect((await one.read('course', 'item')).exercises['e']?.attempts[0]?.run.id).toBe('run-b');
  });

  it('forgets a record that was deleted', async () => {
    const store = newStore();
    await store.update('course', 'item', () => withAttempts(1));
    await nodeFiles.remove(folder());
    expect(await store.read('course', 'item')).toBe(noProgress);
  });
});

const damages: readonly (readonly [string, string | Uint8Array])[] = [
  ['an empty file', ''],
  ['half a record', JSON.stringify(withAttempts(1)).slice(0, 200)],
  ['zeros', new Uint8Array(400)],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
  ['JSON that is no record', '[]'],
  ['a record with a wrong type', JSON.stringify({ ...withAttempts(1), exercises: { e: { count: 'x' } } })],
];

describe('a damaged record', () => {
  it.each(damages)('(%s) is kept, reported, and replaced by the last good copy', async (_name, content) => {
    put(JSON.stringify(withAttempts(1)), 'item.json.bak');
    put(content);
    expect(await newStore().read('course', 'item')).toEqual(withAttempts(1));
    expect(readFileSync(`${file()}.corrupt-20261121-142233-123`)).toEqual(Buffer.from(content as string));
    expect(problems.map((problem) => [problem.code, problem.data.file])).toEqual([
      ['state-corrupt', `${file()}.corrupt-20261121-142233-123`],
    ]);
    expect(problems[0]?.message).toContain('last good copy');
    await newStore().read('course', 'item');
    expect(problems).toHaveLength(1);
  });

  it.each(damages)('(%s) without a good copy is kept, and the lab starts afresh', async (_name, content) => {
    put(content);
    put('also damaged', 'item.json.bak');
    const store = newStore();
    await store.update('course', 'item', (before) => {
      expect(before).toBe(noProgress);
      return withAttempts(1);
    });
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining('no good copy')]);
    expect(readFileSync(`${file()}.corrupt-20261121-142233-123`)).toEqual(Buffer.from(content as string));
    expect(await newStore().read('course', 'item')).toEqual(withAttempts(1));
  });

  it('never replaces an earlier damaged one', async () => {
    for (const content of ['first', 'second']) {
      put(content);
      await newStore().read('course', 'item');
    }
    expect(readFileSync(`${file()}.corrupt-20261121-142233-123`, 'utf8')).toBe('first');
    expect(readFileSync(`${file()}.corrupt-20261121-142233-123-1`, 'utf8')).toBe('second');
  });

  it('is repaired once when two windows find it', async () => {
    put(JSON.stringify(withAttempts(1)), 'item.json.bak');
    put('{');
    const read = await Promise.all([newStore().read('course', 'item'), newStore().read('course', 'item')]);
    expect(read).toEqual([withAttempts(1), withAttempts(1)]);
    expect(problems).toHaveLength(1);
  });
});

describe('a record of a newer version', () => {
  const attempt = withAttempts(1).exercises['e']?.attempts[0];
  it.each([
    ['format', { format: 2, exercises: 'in some other way' }],
    [
      'format of its runs',
      {
        format: 1,
        exercises: {
          e: { ...withAttempts(1).exercises['e'], attempts: [{ ...attempt, run: { ...attempt?.run, format: 2 } }] },
        },
      },
    ],
  ])('(%s) is refused and left alone', async (_name, record) => {
    const text = JSON.stringify(record);
    put(text);
    const store = newStore();
    const refused = { code: 'state-newer', data: { file: file(), cure: expect.stringContaining('Update') as string } };
    await expect(store.read('course', 'item')).rejects.toMatchObject(refused);
    await expect(store.update('course', 'item', () => withAttempts(1))).rejects.toMatchObject(refused);
    expect(readFileSync(file(), 'utf8')).toBe(text);
    expect(readdirSync(folder())).toEqual(['item.json']);
    expect(problems).toEqual([]);
  });
});
