import { describe, expect, it } from 'vitest';
import { labCode, requireAgreement } from '../../../src/app/lab-agreement.js';
import type { Lab } from '../../../src/core/course/course.js';
import type { Agreements } from '../../../src/core/ports.js';
import { FakeDisk } from './fake-disk.js';

const disk = (requirements = 'pandas==2.3', starter = 'print(1)'): FakeDisk => {
  const made = new FakeDisk();
  for (const place of ['/here', '/there']) {
    made.write(`${place}/requirements.lock`, requirements);
    made.write(`${place}/etl.py`, starter);
  }
  return made;
};

const lab = (folder: string, call = 'f(1)', runtimes: Lab['runtimes'] | undefined = undefined): Lab => ({
  id: 'lab',
  kind: 'lab',
  title: 'Lab',
  grading: 'practice',
  folder,
  file: `${folder}/lab.yaml`,
  services: {},
  runtimes: runtimes ?? { py: { kind: 'python', requirements: `${folder}/requirements.lock`, preload: ['pandas'] } },
  bind: {},
  exercises: [
    {
      id: 'one',
      title: 'One',
      files: [{ path: 'etl.py', starter: `${folder}/etl.py` }, { path: 'notes.md' }],
      requirements: {},
      hints: [],
      checks: [{ id: 'f', title: 'It adds', kind: 'python.function', module: 'etl.py', call }],
      wrongSolutions: [],
    },
  ],
});

const agreed = (...hashes: readonly string[]): Agreements => ({
  has: async (hash) => hashes.includes(hash),
  add: () => Promise.reject(new Error('not asked')),
});
const codeOf = (of: Lab, on = disk(), agreements = agreed()) =>
  labCode({ files: on.files, digest: (text) => text, agreements }, of);
const hashOf = async (of: Lab, on = disk()) => (await codeOf(of, on))?.hash;

describe('code of the author', () => {
  it('is said in sentences', async () => {
    expect((await codeOf(lab('/here')))?.runs).toEqual([
      'Python packages listed in `requirements.lock` are installed and imported.',
      'The modules `pandas` are imported.',
      'Python that the author wrote runs in the check “It adds”.',
      'Your files begin as scripts of the author: `etl.py`.',
    ]);
  });

  it('is none in a lab without a runtime', async () => {
    expect(await codeOf(lab('/here', 'f(1)', {}))).toBeUndefined();
  });

  it('has one hash wherever the lab lies, and another when any of it is another', async () => {
    const hash = await hashOf(lab('/here'));
    expect(await hashOf(lab('/there'))).toBe(hash);
    expect(await hashOf({ ...lab('/here'), title: 'New title' })).toBe(hash);
    expect(await hashOf(lab('/here', 'f(2)'))).not.toBe(hash);
    expect(await hashOf(lab('/here'), disk('evil==1'))).not.toBe(hash);
    expect(await hashOf(lab('/here'), disk('pandas==2.3', 'import os'))).not.toBe(hash);
  });

  it('is refused until exactly it was agreed to', async () => {
    const deps = { files: disk().files, digest: (text: string) => text };
    const hash = (await hashOf(lab('/here'))) ?? '';
    await expect(requireAgreement({ ...deps, agreements: agreed('other') }, lab('/here'))).rejects.toMatchObject({
      code: 'not-trusted',
      data: { content: hash, cure: expect.any(String) as string },
    });
    await expect(requireAgreement({ ...deps, agreements: agreed(hash) }, lab('/here'))).resolves.toBeUndefined();
  });
});
