import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { packLimits } from '../../../src/app/packs/limits.js';
import { makePack, type Pack } from '../../../src/app/packs/make-pack.js';
import { courseSource, labSource } from '../../../src/app/packs/pack-source.js';
import { openPack } from '../../../src/app/packs/read-pack.js';
import { packTools } from '../../../src/node/packs/pack-tools.js';
import { bundle } from '../bundled.js';
import { temporaryFolder } from '../temporary.js';
import { courseFiles, courseIn, labIn, leftOutFiles, practiceSolution, secrets, writeFiles } from './course-fixture.js';

let folder = '';
beforeEach(async () => {
  folder = await temporaryFolder();
  writeFiles(folder, courseFiles);
});

const pack = (audience: 'learners' | 'graders' = 'learners', where = folder): Promise<Pack> =>
  makePack(packTools, courseSource(courseIn(where)), { audience });
const pathsOf = (made: Pack): readonly string[] => made.manifest.files.map((file) => file.path);
/** The text of every file together. Entries are stored as they are, so what a file holds is found in the pack's bytes. */
const holds = (made: Pack, text: string): boolean => Buffer.from(made.bytes).includes(text);

const readAll = async (made: Pack): Promise<Readonly<Record<string, string>>> => {
  const file = path.join(await temporaryFolder(), 'a.labpack');
  writeFileSync(file, made.bytes);
  const opened = await openPack(packTools, file);
  const texts: Record<string, string> = {};
  for await (const entry of opened.files()) texts[entry.path] = packTools.decode(entry.content);
  await opened.close();
  return texts;
};

describe('the bytes of a pack', () => {
  it('are the same whatever the order, times and modes of the files', async () => {
    const other = await temporaryFolder();
    const umask = process.umask(0o077);
    writeFiles(other, Object.fromEntries(Object.entries(courseFiles).toReversed()));
    process.umask(umask);
    utimesSync(path.join(other, 'course.yaml'), 1, 1);
    chmodSync(path.join(other, 'readings/intro.md'), 0o755);
    const [one, two] = [await pack('graders'), await pack('graders', other)];
    expect(two.sha256).toBe(one.sha256);
    expect(Buffer.compare(one.bytes, two.bytes)).toBe(0);
  });

  it('are the same in every time zone and language', async () => {
    const program = await bundle(new URL('pack-program.ts', import.meta.url), await temporaryFolder());
    const zones = ['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Kiritimati'];
    const sums = zones.map((TZ) =>
      execFileSync(process.execPath, [program, folder], { env: { TZ, LC_ALL: 'tr_TR.UTF-8' }, encoding: 'utf8' }),
    );
    expect(new Set(sums)).toEqual(new Set([(await pack()).sha256]));
  });

  it('are these, on every machine', async () => {
    // Changes only when the format of packs or the way of writing YAML does: then every published sum changes too.
    expect((await pack('graders')).sha256).toBe('84b068691bd723b8265154c17ce9353c7fca81afac0fbd1705561a322b6844a0');
    expect((await pack('learners')).sha256).toBe('397d0cf05af0fd354a91e427bcb5c5a41d9686c33cf1ce616575ba895de11ec4');
  });

  it('change with the content, and the content hash does too', async () => {
    const before = await pack('graders');
    writeFileSync(path.join(folder, 'readings/intro.md'), 'changed');
    const after = await pack('graders');
    expect(after.sha256).not.toBe(before.sha256);
    expect(after.manifest.contentHash).not.toBe(before.manifest.contentHash);
  });
});

describe('a pack for graders', () => {
  it('gives back every file as it was', async () => {
    writeFiles(folder, leftOutFiles);
    expect(await readAll(await pack('graders'))).toEqual(courseFiles);
  });
});

describe('a pack for learners', () => {
  it.each(Object.entries(secrets))('has no %s anywhere in its bytes', async (_name, secret) => {
    writeFiles(folder, leftOutFiles);
    expect(holds(await pack('graders'), secret)).toBe(true);
    expect(holds(await pack('learners'), secret)).toBe(false);
  });

  it('keeps all that is needed, and the solutions of practice labs', async () => {
    const made = await pack();
    expect(holds(made, practiceSolution)).toBe(true);
    expect(pathsOf(made)).toEqual([
      'course.yaml',
      'labs/graded-lab/data/expected.csv',
      'labs/graded-lab/data/seed.sql',
      'labs/graded-lab/instructions/media/a.png',
      'labs/graded-lab/instructions/one.md',
      'labs/graded-lab/lab.yaml',
      'labs/graded-lab/starter/one.sql',
      'labs/practice-lab/data/expected.csv',
      'labs/practice-lab/data/seed.sql',
      'labs/practice-lab/instructions/media/a.png',
      'labs/practice-lab/instructions/one.md',
      'labs/practice-lab/lab.yaml',
      'labs/practice-lab/solution/one.sql',
      'labs/practice-lab/starter/one.sql',
      'quizzes/q1.yaml',
      'readings/intro.md',
    ]);
    expect(made.withheld).toEqual([
      'labs/draft/lab.yaml',
      'labs/draft/solution.sql',
      'labs/graded-lab/notes/copy-of-solution.sql',
      'labs/graded-lab/solution/helper.py',
      'labs/graded-lab/solution/one.sql',
      'labs/graded-lab/wrong/one.sql',
      'labs/practice-lab/wrong/one.sql',
    ]);
  });

  it('has no graded solution when the manifest spells its path in another case', async () => {
    writeFiles(folder, {
      'labs/graded-lab/lab.yaml': (courseFiles['labs/graded-lab/lab.yaml'] ?? '').replace(
        'solution/one.sql',
        'Solution/One.sql',
      ),
    });
    expect(holds(await pack(), secrets.gradedSolution)).toBe(false);
  });
});

describe('a single lab', () => {
  it('becomes a course of one module', async () => {
    const made = await makePack(packTools, labSource(labIn(folder, 'graded-lab')), {
      audience: 'learners',
      version: '2',
    });
    expect(made.manifest).toMatchObject({ id: 'graded-lab', kind: 'lab', title: 'The lab graded-lab', version: '2' });
    const texts = await readAll(made);
    expect(JSON.parse(texts['course.yaml'] ?? '')).toEqual({
      format: 1,
      id: 'graded-lab',
      title: 'The lab graded-lab',
      modules: [{ id: 'graded-lab', title: 'The lab graded-lab', items: [{ lab: 'graded-lab' }] }],
    });
    expect(Object.keys(texts)).toContain('graded-lab/starter/one.sql');
    expect(Object.keys(texts)).not.toContain('graded-lab/solution/one.sql');
  });

  it('is no quiz', () => {
    expect(() => labSource({ ...labIn(folder, 'q1'), kind: 'quiz' })).toThrow(/only a lab or a whole course/);
  });
});

const refusal = (says: RegExp) => ({
  code: 'pack-invalid',
  message: expect.stringMatching(says) as string,
  data: { cure: expect.stringMatching(/\.$/) as string },
});

describe('what no learner could install is refused when it is packed', () => {
  it('a symbolic link', async () => {
    symlinkSync('/etc/hostname', path.join(folder, 'readings/link.md'));
    await expect(pack()).rejects.toMatchObject(refusal(/`readings\/link.md` is a symbolic link/));
  });

  it.each([
    ['readings/aux.md', /device on Windows/],
    ['readings/what?.md', /Windows does not allow/],
    ['readings/ends with a dot./x.md', /ends with a dot/],
    [`readings/${'x'.repeat(200)}.md`, /longer than/],
    ['readings/INTRO.md', /the same name on some systems/],
  ])('the name %s', async (name, says) => {
    writeFiles(folder, { [name]: 'x' });
    await expect(pack()).rejects.toMatchObject(refusal(says));
  });

  it.each([
    [{ entries: 5 }, /files; at most 5/],
    [{ file: 20 }, /a file may have/],
    [{ total: 100 }, /a pack may have/],
  ])('more than the limits %j', async (limits, says) => {
    const made = makePack(packTools, courseSource(courseIn(folder)), {
      audience: 'learners',
      limits: { ...packLimits, ...limits },
    });
    await expect(made).rejects.toMatchObject(refusal(says));
  });

  it('a file that a manifest names and the pack would not have', async () => {
    writeFiles(folder, {
      'labs/graded-lab/lab.yaml': (courseFiles['labs/graded-lab/lab.yaml'] ?? '').replace(
        'data/seed.sql',
        'data/.seed.sql',
      ),
      'labs/graded-lab/data/.seed.sql': '',
    });
    await expect(pack()).rejects.toMatchObject(refusal(/names `labs\/graded-lab\/data\/.seed.sql`/));
  });

  it('a manifest that is no lab', async () => {
    writeFiles(folder, { 'labs/graded-lab/lab.yaml': 'just text' });
    await expect(pack()).rejects.toMatchObject({ code: 'manifest-invalid' });
  });
});
