import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Catalog } from '../../../src/app/catalog.js';
import { installPack } from '../../../src/app/packs/install-pack.js';
import type { InstalledPack } from '../../../src/app/packs/installed-packs.js';
import { makePack } from '../../../src/app/packs/make-pack.js';
import type { Audience } from '../../../src/app/packs/pack-manifest.js';
import { courseSource, labSource, type PackSource } from '../../../src/app/packs/pack-source.js';
import { validateCourse } from '../../../src/app/validate-course.js';
import { LabError } from '../../../src/core/errors.js';
import { nodeFiles } from '../../../src/node/files/files.js';
import { installTools, packTools } from '../../../src/node/packs/pack-tools.js';
import { temporaryFolder } from '../temporary.js';
import { courseFiles, courseIn, writeFiles } from './course-fixture.js';

/** The course of the fixture without what today's manifests have no key for, and with a question in its quiz. */
const realFiles = Object.fromEntries(
  Object.entries(courseFiles)
    .filter(([name]) => !name.startsWith('labs/draft/'))
    .map(([name, text]) => [
      name,
      text
        .replace(/^.*(visibility: hidden|check: secret).*\n/gm, '')
        .replace('needs: [rows, secret]', 'needs: [rows]')
        .replace(
          'questions: []',
          'questions: [{ id: a, type: single, prompt: "1 + 1?", options: [{ id: x, text: "2", correct: true }, { id: y, text: "3" }] }]',
        ),
    ]),
);

const deps = installTools(async (folder, complete) => {
  const catalog = new Catalog(nodeFiles, [folder], complete);
  const id = (await catalog.courses())[0]?.id ?? '';
  const found = (await validateCourse(catalog, id)).find((diagnostic) => diagnostic.severity === 'error');
  if (found) throw new LabError('manifest-invalid', found.message, { file: found.file, line: found.range.start.line });
  return { id };
});

let folder = '';
beforeEach(async () => {
  folder = await temporaryFolder();
  writeFiles(path.join(folder, 'course'), realFiles);
});
const authors = (): Catalog => new Catalog(nodeFiles, [path.join(folder, 'course')], true);

const packAndInstall = async (source: PackSource, audience: Audience): Promise<InstalledPack> => {
  const { bytes } = await makePack(packTools, source, { audience });
  const file = path.join(folder, 'a.labpack');
  writeFileSync(file, bytes);
  return (await installPack(deps, { file, home: path.join(folder, 'home') })).pack;
};

describe('a course as manifests describe it', () => {
  it('is what the hand-made one of the other tests says', async () => {
    expect(await validateCourse(authors(), 'sql-basics')).toEqual([]);
    const { modules } = await authors().course('sql-basics');
    const sources = courseIn(path.join(folder, 'course'))
      .modules[0]?.items.slice(0, 4)
      .map((item) => item.source);
    expect(modules.flatMap((module) => module.items).map((item) => item.source)).toEqual(sources);
  });

  it('loads from the learner’s pack, with practice solutions and no graded ones', async () => {
    const pack = await packAndInstall(courseSource(await authors().course('sql-basics')), 'learners');
    const catalog = new Catalog(nodeFiles, [pack.folder], false);
    const exerciseOf = async (id: string) => (await catalog.lab('sql-basics', id)).lab.exercises[0];
    expect((await exerciseOf('graded-lab'))?.files[0]).not.toHaveProperty('solution');
    expect((await exerciseOf('practice-lab'))?.files[0]).toHaveProperty('solution');
    expect((await exerciseOf('practice-lab'))?.wrongSolutions).toEqual([]);
    expect((await exerciseOf('graded-lab'))?.checks).toHaveLength(2);
    expect((await exerciseOf('q1'))?.checks).toHaveLength(1);
  });

  it('loads complete from the graders’ pack', async () => {
    const pack = await packAndInstall(courseSource(await authors().course('sql-basics')), 'graders');
    const catalog = new Catalog(nodeFiles, [pack.folder], true);
    expect((await catalog.lab('sql-basics', 'graded-lab')).lab.exercises[0]?.wrongSolutions).toHaveLength(2);
  });

  it('loads when only one lab of it was packed', async () => {
    const { lab } = await authors().lab('sql-basics', 'graded-lab');
    const pack = await packAndInstall(labSource(lab), 'learners');
    const { lab: installed } = await new Catalog(nodeFiles, [pack.folder], false).lab('graded-lab', 'graded-lab');
    expect([pack.kind, installed.title]).toEqual(['lab', lab.title]);
  });

  it('is refused at the line that is wrong', async () => {
    writeFiles(path.join(folder, 'course'), {
      'labs/graded-lab/lab.yaml': (realFiles['labs/graded-lab/lab.yaml'] ?? '').replace(
        'kind: files.exists',
        'kind: nothing',
      ),
    });
    await expect(packAndInstall(courseSource(await authors().course('sql-basics')), 'learners')).rejects.toMatchObject({
      code: 'pack-invalid',
      message: expect.stringMatching(/do not load \(labs\/graded-lab\/lab.yaml:\d+: /) as string,
    });
  });
});
