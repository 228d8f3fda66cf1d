import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDelabs, type Delabs } from '../../support/delabs.js';
import { shopCourse, writeFiles } from '../../support/lab-world.js';
import { parseXml } from '../../support/xml.js';

const odd = path.join(tmpdir(), `delabs-odd-${process.pid}`);
let delabs: Delabs;
beforeAll(async () => {
  await writeFiles(odd, {
    'broken/course.yaml':
      'format: 1\nid: broken\ntitle: Broken\nmodules:\n  - id: m\n    title: M\n    items:\n      - lab: half\n',
    'broken/half/lab.yaml': 'format: 1\nid: half\ntitle: Half\ngrading: graded\nexercises: nothing\n',
    'wrecked/course.yaml': 'format: 1\nid: wrecked\ntitle: [\n',
  });
  delabs = await openDelabs([shopCourse, odd]);
});
afterAll(async () => {
  await rm(odd, { recursive: true });
  await delabs.close();
});

const right = {
  'long-songs.sql': 'SELECT title FROM songs WHERE seconds >= 180 ORDER BY title;\n',
  'hits.sql':
    'CREATE TABLE hits (song_id int PRIMARY KEY, seconds int); INSERT INTO hits SELECT id, seconds FROM songs WHERE seconds >= 180',
  'notes.txt': 'Done.',
};

/** A result of a check as the JSON of a command has it. */
const result = (id: string, status: string) =>
  expect.objectContaining({
    checkId: id,
    status,
    title: expect.any(String) as string,
    message: expect.any(String) as string,
  });

describe('delabs list and validate', () => {
  it('list every course, with what is wrong with it', async () => {
    const { code, data } = await delabs.json('list');
    expect(code).toBe(0);
    expect(data).toMatchObject({
      courses: [
        {
          id: 'shop-course',
          modules: [
            {
              items: [
                { id: 'shop', kind: 'lab', points: 6, grading: 'graded' },
                { id: 'basics', kind: 'quiz', points: 3 },
              ],
            },
          ],
        },
        { id: 'broken', modules: [{ items: [{ id: 'half', problems: [expect.stringContaining('lab.yaml:5')] }] }] },
        { id: 'wrecked', problems: [{ range: { start: { line: 4 } } }] },
      ],
    });
    const { stdout, stderr } = await delabs.run('list');
    expect(stdout).toContain('A course for tests');
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toBe('');
  });

  it('validate exits with 0 for a valid course and 1 for others, and names the place', async () => {
    expect(await delabs.run('validate', 'shop-course')).toMatchObject({ code: 0, stderr: '' });
    const { code, data } = await delabs.json('validate', 'broken');
    expect(code).toBe(1);
    expect(data).toMatchObject({ courses: ['broken'], diagnostics: [{ severity: 'error', range: { start: { line: 5 } }, cure: expect.any(String) as string }] }); // prettier-ignore
    const all = await delabs.run('validate');
    expect(all).toMatchObject({ code: 1, stdout: expect.stringMatching(/lab\.yaml:5:\d+/) as string });
  });

  it('validate exits with 64 for a course that is not there', async () => {
    const { code, data } = await delabs.json('validate', 'nowhere');
    expect(code).toBe(64);
    expect(data).toMatchObject({
      error: { code: 'not-found', cure: expect.stringContaining('shop-course') as string },
    });
  });
});

describe('delabs grades', () => {
  it('lists every assessment with its weight, as text, JSON and CSV', async () => {
    const { code, data } = await delabs.json('grades');
    expect(code).toBe(0);
    expect(data).toMatchObject({
      courses: [
        {
          courseId: 'shop-course',
          entries: [
            { itemId: 'shop', counts: true, points: { best: 0, max: 6 }, attempts: 0, passed: false },
            { itemId: 'basics', kind: 'quiz' },
          ],
        },
        { courseId: 'broken', entries: [{ itemId: 'half', problem: expect.any(String) as string }] },
      ],
    });
    const csv = await delabs.run('grades', '--csv');
    expect(csv.stdout).toMatch(/^course,module,assessment,.*\r\nshop-course,[^\r]*,shop,/);
    const text = await delabs.run('grades');
    expect(text.stdout).toMatch(/A course for tests +shop-course\n +lab .*not attempted/);
    expect(text.stdout).not.toContain('\u001b');
  });
});

describe('delabs check', () => {
  it('exits with 0 for right work, in any folder, and prints one JSON document', async () => {
    const folder = await delabs.submission('right', { ...right, 'more.txt': 'x' });
    const { code, data } = await delabs.json('check', 'shop', '--folder', folder);
    expect(code).toBe(0);
    expect(data).toMatchObject({
      ...{ course: 'shop-course', lab: 'shop', folder },
      grade: { points: 6, maxPoints: 6, fraction: 1, passed: true, gradable: true },
      runs: [
        { format: 1, exerciseId: 'long-songs', trigger: 'command', environment: [expect.stringMatching(/^PostgreSQL 18/)], results: [result('listed', 'passed'), result('sorted', 'passed')] },
        { exerciseId: 'hits', results: [result('notes', 'passed'), result('schema', 'passed'), result('rows', 'passed')] },
      ],
    }); // prettier-ignore
    expect(await readdir(folder)).toEqual(['hits.sql', 'long-songs.sql', 'more.txt', 'notes.txt']);
  });

  it('exits with 1 for wrong work, says why, and writes JUnit XML', async () => {
    const folder = await delabs.submission('wrong', { ...right, 'long-songs.sql': `SELECT title || '<&"\u0001' AS title FROM songs`, 'notes.txt': '' }); // prettier-ignore
    const junit = path.join(delabs.folder, 'reports', 'junit.xml');
    const { code, stdout } = await delabs.run('check', 'shop-course/shop', '--folder', folder, '--junit', junit);
    expect(code).toBe(1);
    expect(stdout).toContain('The long songs are listed');
    expect(stdout).toMatch(/\d of 6 points/);
    const { name, attributes, children } = parseXml(await readFile(junit, 'utf8'));
    expect([name, attributes]).toEqual([
      'testsuites',
      { name: 'The shop', tests: '5', failures: '2', errors: '0', skipped: '1' },
    ]);
    expect(children.map((suite) => [suite.name, suite.attributes['name'], suite.children.length])).toEqual([
      ['testsuite', 'Songs of three minutes and more', 2],
      ['testsuite', 'A table of hits', 3],
    ]);
    const [failure] = children[0]?.children[0]?.children ?? [];
    expect(failure).toMatchObject({
      name: 'failure',
      attributes: { type: 'failed' },
      text: expect.stringContaining('long-songs.sql:1') as string,
    });
    expect(failure?.attributes['message']).toContain('<&"');
  });

  it('checks one exercise, or a quiz, when told so', async () => {
    const folder = await delabs.submission('one', { 'long-songs.sql': right['long-songs.sql'], 'answers.json': '{"one":["select"],"many":["update","delete"]}' }); // prettier-ignore
    const one = await delabs.json('check', 'shop', '--exercise', 'long-songs', '--folder', folder);
    expect(one).toMatchObject({ code: 0, data: { grade: { points: 3, maxPoints: 3 }, runs: { length: 1 } } });
    const quiz = await delabs.json('check', 'basics', '--folder', folder);
    expect(quiz).toMatchObject({ code: 0, data: { grade: { points: 3, maxPoints: 3 }, lab: 'basics' } });
  });

  it('grades a foreign folder as nothing done', async () => {
    const folder = await delabs.submission('foreign', { 'index.html': '<html>' });
    const { code, data } = await delabs.json('check', 'shop', '--folder', folder);
    expect(code).toBe(1);
    expect(data).toMatchObject({ grade: { points: 0, gradable: true, passed: false } });
    expect(await readdir(folder)).toEqual(['index.html']);
  });

  it('exits with 2 when nothing can be said about the work', async () => {
    const folder = await delabs.submission('unreadable', {
      ...right,
      'long-songs.sql': new Uint8Array([0xff, 0xfe, 0x00]),
    });
    const junit = path.join(delabs.folder, 'broken.xml');
    const { code, data } = await delabs.json('check', 'shop', '--folder', folder, '--junit', junit);
    expect(code).toBe(2);
    expect(data).toMatchObject({
      grade: { gradable: false },
      runs: [{ results: [result('listed', 'error'), result('sorted', 'skipped')] }, {}],
    });
    expect(parseXml(await readFile(junit, 'utf8')).attributes).toMatchObject({
      failures: '0',
      errors: '1',
      skipped: '1',
    });
  });

  it.each<[what: string, args: readonly string[], says: RegExp]>([
    ['a folder that is not there', ['shop', '--folder', 'nowhere'], /folder/],
    ['a file for a folder', ['shop', '--folder', import.meta.filename], /folder/],
    ['a lab that is not there', ['nowhere'], /shop-course\/shop/],
    ['a course that is not there', ['nowhere/shop'], /no lab/i],
    ['an exercise that is not there', ['shop', '--exercise', 'nowhere'], /long-songs, hits/],
    ['no lab', [], /argument/],
    ['an option that there is not', ['shop', '--nowhere'], /nowhere/],
  ])('exits with 64 for %s', async (_what, args, says) => {
    const { code, stderr, stdout } = await delabs.run('check', ...args);
    expect(code).toBe(64);
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
  });

  it('exits with 1 for a lab whose manifest is broken, and names the place', async () => {
    for (const [name, line] of [
      ['half', 5],
      ['broken/half', 5],
      ['wrecked/any', 4],
    ] as const) {
      const { code, data } = await delabs.json('check', name);
      expect(data).toMatchObject({ error: { code: 'manifest-invalid', line } });
      expect(code).toBe(1);
    }
  });

  it('says when the report can’t be written, and still tells the results', async () => {
    const folder = await delabs.submission('right', right);
    const { code, stdout, stderr } = await delabs.run('check', 'shop', '--folder', folder, '--junit', path.join(folder, 'notes.txt', 'junit.xml')); // prettier-ignore
    expect([2, 64]).toContain(code);
    expect(stdout).toContain('6 of 6 points');
    expect(stderr).toMatch(/notes\.txt/);
    expect(stderr).not.toMatch(/at .*\.mjs/);
  });
});

describe('delabs', () => {
  it.each<[what: string, args: readonly string[], code: number]>([
    ['help', ['--help'], 0],
    ['help of a command', ['check', '--help'], 0],
    ['no command', [], 64],
    ['an unknown command', ['nowhere'], 64],
  ])('exits rightly for %s', async (_what, args, code) => {
    expect((await delabs.run(...args)).code).toBe(code);
  });

  it('takes its own options before the command, too', async () => {
    const { code, data } = await delabs.json('--courses', shopCourse, 'validate', 'shop-course');
    expect(code).toBe(0);
    expect(data).toMatchObject({ courses: ['shop-course'] });
  });
});

describe('delabs verify', () => {
  it('proves a lab and a quiz', async () => {
    const { code, data } = await delabs.json('verify', 'shop', 'basics');
    expect(data).toMatchObject({
      ok: true,
      reports: [{ itemId: 'shop', ok: true, neverFailed: [] }, { itemId: 'basics' }],
    });
    expect(code).toBe(0);
  });

  it('exits with 64 without a lab and 1 when a manifest is broken', async () => {
    expect((await delabs.run('verify')).code).toBe(64);
    expect((await delabs.run('verify', 'half')).code).toBe(1);
  });
});

describe('delabs pack and install', () => {
  it('make a pack for learners that holds no graded solution, and install it', async () => {
    const out = path.join(delabs.folder, 'shop.labpack');
    const packed = await delabs.json('pack', 'shop-course', '--out', out);
    expect(packed).toMatchObject({
      code: 0,
      data: { file: out, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    const { code, data } = await delabs.json('install', out);
    expect(code).toBe(0);
    const { folder, id } = data as { folder: string; id: string };
    expect(id).toBe('shop-course');
    expect(folder.startsWith(delabs.home.home)).toBe(true);
    const files = (await readdir(folder, { recursive: true })).join('\n');
    expect(files).toContain('seed.sql');
    expect(files).not.toContain('solution');
    expect(await readFile(path.join(folder, 'shop', 'lab.yaml'), 'utf8')).not.toMatch(/wrong_solutions|no-condition/);
  });

  it('refuse what is no pack, and a course that is broken', async () => {
    const file = path.join(await delabs.submission('no-pack', { 'x.labpack': 'no zip' }), 'x.labpack');
    expect(await delabs.json('install', file)).toMatchObject({ code: 1, data: { error: { code: 'pack-invalid' } } });
    expect((await delabs.run('install', 'nowhere.labpack')).code).toBe(2);
    expect((await delabs.run('pack', 'broken', '--out', 'broken.labpack')).code).toBe(1);
    expect((await delabs.run('pack', 'nowhere')).code).toBe(64);
    expect(existsSync(path.join(delabs.folder, 'broken.labpack'))).toBe(false);
  });
});

describe('delabs generate', () => {
  const generate = (...args: readonly string[]) => delabs.json('generate', 'sparkify', ...args);

  it('writes files, and has nothing to do the second time', async () => {
    const folder = path.join(delabs.folder, 'generated');
    const options = ['--seed', '4', '--from', '2018-11-05', '--days', '2', '--form', 'all', '--out', folder];
    expect(await generate(...options)).toMatchObject({ code: 0, data: { folder, written: 76, kept: 0 } });
    expect(await generate(...options)).toMatchObject({ code: 0, data: { folder, written: 0, kept: 76 } });
    expect((await readdir(folder)).sort()).toEqual(['event_data', 'log_data', 'log_json_path.json', 'song_data']);
    const other = await generate('--seed', '5', '--out', folder);
    expect(other).toMatchObject({ code: 64, data: { error: { code: 'usage', cure: expect.any(String) as string } } });
  });

  it('refuses options that mean nothing', async () => {
    const meaningless = [
      ['--scale', '0'],
      ['--scale', 'big'],
      ['--days', '-1'],
      ['--from', '2018-12-24'],
      ['--form', 'xml'],
    ];
    for (const options of meaningless)
      expect((await delabs.run('generate', 'sparkify', ...options, '--out', 'nothing')).code).toBe(64);
    expect((await delabs.run('generate', 'sparkify')).code).toBe(64);
    expect((await delabs.run('generate', 'noise', '--out', 'nothing')).code).toBe(64);
    expect(existsSync(path.join(delabs.folder, 'nothing'))).toBe(false);
  });
});
