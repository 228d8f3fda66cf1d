import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LabError } from '../../../src/core/errors.js';
import { loadCourse, loadLab, loadQuiz } from '../../../src/core/manifest/load.js';
import { parseLab } from '../../../src/core/manifest/parse-lab.js';
import { memoryFiles } from './memory-files.js';
import { render } from './support.js';

const read = (name: string): string => readFileSync(join(import.meta.dirname, 'good', name), 'utf8');
const folder = '/c/sparkify-postgres';
const lab = read('lab.yaml');
const named = parseLab(lab, `${folder}/lab.yaml`, { complete: true }).references.map(({ path }) => path);
const whole: Readonly<Record<string, string>> = Object.fromEntries([
  [`${folder}/lab.yaml`, lab],
  ...named.map((path) => [path, '']),
]);

const without = (...paths: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(whole).filter(([path]) => !paths.some((end) => path.endsWith(end))));

describe('loadLab', () => {
  it('gives the model when every file it names is there', async () => {
    const loaded = await loadLab(memoryFiles(whole), folder, { complete: true });
    expect(render(loaded.diagnostics)).toBe('');
    expect(loaded.ok && loaded.value.exercises[0]?.files[0]).toEqual({
      path: 'create_tables.sql',
      starter: `${folder}/starter/create_tables.sql`,
      solution: `${folder}/solution/create_tables.sql`,
    });
  });

  it('points at every file that is missing', async () => {
    const files = memoryFiles(
      without('seed.sql', 'starter/drop.sql', 'solution/queries.sql', 'bottom.csv', 'mutants/drop.sql'),
    );
    const loaded = await loadLab(files, folder, { complete: true });
    expect(loaded.ok).toBe(false);
    expect(render(loaded.diagnostics)).toBe(
      [
        "missing-file:9:77: error: The file 'data/seed.sql' (seed) does not exist. (Create it, or correct the path.)",
        "missing-file:17:40: error: The file 'starter/drop.sql' (starter) does not exist. (Create it, or correct the path.)",
        "missing-file:70:33: error: The file 'mutants/drop.sql' (wrong solution) does not exist. (Create it, or correct the path.)",
        "missing-file:77:70: error: The file 'solution/queries.sql' (solution) does not exist. (Create it, or correct the path.)",
        "missing-file:99:27: error: The file 'expected/bottom.csv' (expected result) does not exist. (Create it, or correct the path.)",
        '',
      ].join('\n'),
    );
  });

  it('takes a folder in place of a file for missing', async () => {
    const files = memoryFiles({ ...without('tables.md'), [`${folder}/instructions/tables.md/x`]: '' });
    const loaded = await loadLab(files, folder, { complete: true });
    expect(render(loaded.diagnostics)).toMatch(/^missing-file:.*'instructions\/tables.md' \(instructions\)/);
  });

  it('leaves out the solutions that a learner was not given', async () => {
    const files = memoryFiles(without('solution/create_tables.sql', 'mutants/drop.sql'));
    const loaded = await loadLab(files, folder, { complete: false });
    expect(render(loaded.diagnostics)).toBe('');
    const [tables, queries] = loaded.ok ? loaded.value.exercises : [];
    expect(tables?.files[0]).not.toHaveProperty('solution');
    expect(queries?.files[0]?.solution).toBe(`${folder}/solution/queries.sql`);
    expect(loaded.ok && loaded.value.grading).toBe('graded');
  });

  it('reports rules and missing files together, in the order of the text', async () => {
    const files = memoryFiles({
      ...without('starter/queries.sql'),
      [`${folder}/lab.yaml`]: lab.replace('id: bottom-songs', 'id: top-songs'),
    });
    const { diagnostics } = await loadLab(files, folder, { complete: true });
    expect(diagnostics.map(({ code }) => code)).toEqual(['missing-file', 'duplicate-id']);
  });

  it('says that there is no manifest', async () => {
    const loaded = await loadLab(memoryFiles({}), folder, { complete: true });
    expect(loaded).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'missing-file', file: `${folder}/lab.yaml`, message: 'There is no such file.' }],
    });
  });

  it('refuses a manifest that is too large without reading it', async () => {
    const texts: string[] = [];
    const files = memoryFiles({ [`${folder}/lab.yaml`]: 'x'.repeat(5 << 20) }, texts);
    const loaded = await loadLab(files, folder, { complete: true });
    expect(loaded).toMatchObject({ ok: false, diagnostics: [{ code: 'too-large' }] });
    expect(texts).toEqual([]);
  });

  it('passes on why a manifest cannot be read', async () => {
    const error = new LabError('file-unreadable', 'The file is not UTF-8 text.', { cure: 'Save it as UTF-8.' });
    const loaded = await loadLab(memoryFiles({ [`${folder}/lab.yaml`]: error }), folder, { complete: true });
    expect(render(loaded.diagnostics)).toBe(
      'missing-file:1:1: error: The file is not UTF-8 text. (Save it as UTF-8.)\n',
    );
  });

  it('does not hide an error of ours', async () => {
    const files = { ...memoryFiles(whole), readText: () => Promise.reject(new TypeError('a bug')) };
    await expect(loadLab(files, folder, { complete: true })).rejects.toThrow('a bug');
  });

  it('takes folders of every platform', async () => {
    const windows = String.raw`C:\labs\sparkify-postgres`;
    const texts = Object.entries(whole).map(([path, text]) => [path.replace(folder, windows), text]);
    const loaded = await loadLab(memoryFiles(Object.fromEntries(texts)), windows, { complete: true });
    expect(render(loaded.diagnostics)).toBe('');
    expect(loaded.ok && loaded.value.folder).toBe(windows);
  });
});

describe('loadCourse', () => {
  const course = read('course.yaml');

  it('stays usable when an item is missing, and says which', async () => {
    const files = memoryFiles({
      '/c/course.yaml': course,
      '/c/readings/why-model.md': '',
      '/c/labs/other/lab.yaml': '',
    });
    const loaded = await loadCourse(files, '/c');
    expect(loaded.ok && loaded.value.modules.map(({ items }) => items.length)).toEqual([3, 1]);
    expect(render(loaded.diagnostics)).toBe(
      [
        "missing-file:19:14: error: The file 'labs/sparkify-postgres/lab.yaml' (lab) does not exist. (Create it, or correct the path.)",
        "missing-file:23:15: error: The file 'quizzes/keys.yaml' (quiz) does not exist. (Create it, or correct the path.)",
        '',
      ].join('\n'),
    );
  });

  it('is refused when course.yaml is broken', async () => {
    const loaded = await loadCourse(memoryFiles({ '/c/course.yaml': `${course}\nextra: 1\n` }), '/c');
    expect(loaded).toMatchObject({ ok: false, diagnostics: [{ code: 'unknown-key' }] });
  });
});

describe('loadQuiz', () => {
  it('reads a quiz file', async () => {
    const loaded = await loadQuiz(memoryFiles({ '/c/keys.yaml': read('keys.yaml') }), '/c/keys.yaml');
    expect(loaded).toMatchObject({ ok: true, diagnostics: [], value: { id: 'keys', kind: 'quiz' } });
  });

  it('wants the file to bear the name of the quiz', async () => {
    const loaded = await loadQuiz(memoryFiles({ '/c/other.yaml': read('keys.yaml') }), '/c/other.yaml');
    expect(loaded).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'bad-value', cure: "Write 'id: other', or rename the file." }],
    });
  });
});
