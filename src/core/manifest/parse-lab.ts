import type { Lab } from '../course/course.js';
import { folderOf, joinPath } from '../paths.js';
import { buildLab } from './build-lab.js';
import { checkLab } from './lab-rules.js';
import { readManifest } from './parsed.js';
import type { Mention, Parsed } from './parsed.js';
import { labManifest } from './schema.js';
import type { LabManifest } from './schema.js';
import type { Path } from './yaml-tree.js';

type ExerciseManifest = LabManifest['exercises'][number];

export interface LabOptions {
  /** True for a full course, where graded exercises must have solutions; false for what learners get. */
  readonly complete: boolean;
}

const exerciseMentions = (exercise: ExerciseManifest, base: Path, complete: boolean): readonly Mention[] => {
  const mentions: Mention[] = [];
  const add = (named: string | undefined, what: string, at: Path, required = true): void => {
    if (named !== undefined) mentions.push({ named, what, at: [...base, ...at], path: named, required });
  };
  add(exercise.instructions, 'instructions', ['instructions']);
  for (const [index, file] of exercise.files.entries()) {
    add(file.starter, 'starter', ['files', index, 'starter']);
    add(file.solution, 'solution', ['files', index, 'solution'], complete);
  }
  for (const [index, check] of exercise.checks.entries()) {
    if (!('expected' in check) || !check.expected || !('file' in check.expected)) continue;
    add(check.expected.file, 'expected result', ['checks', index, 'expected', 'file']);
  }
  for (const [index, wrong] of (complete ? (exercise.wrong_solutions ?? []) : []).entries()) {
    for (const [name, text] of Object.entries(wrong.files)) {
      if ('from' in text) add(text.from, 'wrong solution', ['wrong_solutions', index, 'files', name, 'from']);
    }
  }
  return mentions;
};

const labMentions = (manifest: LabManifest, folder: string, complete: boolean): readonly Mention[] => {
  const seeds = Object.entries(manifest.services ?? {}).flatMap(([name, service]) =>
    service.seed === undefined
      ? []
      : [{ named: service.seed, what: 'seed', at: ['services', name, 'seed'], path: service.seed }],
  );
  const locks = Object.entries(manifest.runtimes ?? {}).flatMap(([name, { requirements }]) =>
    requirements === undefined
      ? []
      : [{ named: requirements, what: 'requirements', at: ['runtimes', name, 'requirements'], path: requirements }],
  );
  const others = manifest.exercises.flatMap((exercise, index) =>
    exerciseMentions(exercise, ['exercises', index], complete),
  );
  return [...seeds, ...locks, ...others].map((mention) => ({ ...mention, path: joinPath(folder, mention.path) }));
};

/**
 * Reads the text of a lab.yaml. Looks at no other file; {@link Parsed.references} says which ones it names.
 * @param file absolute path of the lab.yaml; the name of its folder is the id that the lab must have
 */
export const parseLab = (text: string, file: string, { complete }: LabOptions): Parsed<Lab> =>
  readManifest(text, file, {
    schema: labManifest,
    rules: (findings, manifest) => checkLab(findings, manifest, folderOf(file), complete),
    mentions: (manifest) => labMentions(manifest, folderOf(file), complete),
    model: (manifest) => buildLab(manifest, file),
  });
