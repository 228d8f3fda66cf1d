import { dump } from 'js-yaml';
import * as z from 'zod/mini';
import { LabError } from '../errors.js';
import { readYaml } from './yaml.js';

/**
 * The parts of a lab manifest that a learner's copy concerns; everything else is passed through as it is, so that keys of
 * later formats survive.
 */
const exerciseShape = z.looseObject({
  files: z.optional(z.array(z.looseObject({ solution: z.optional(z.string()) }))),
  hints: z.optional(z.array(z.looseObject({ check: z.optional(z.string()) }))),
  checks: z.optional(
    z.array(
      z.looseObject({
        id: z.optional(z.string()),
        needs: z.optional(z.array(z.string())),
        visibility: z.optional(z.string()),
      }),
    ),
  ),
  wrong_solutions: z.optional(
    z.array(z.looseObject({ files: z.record(z.string(), z.looseObject({ from: z.optional(z.string()) })) })),
  ),
});
const labShape = z.looseObject({ grading: z.optional(z.string()), exercises: z.array(exerciseShape) });

type LabShape = z.infer<typeof labShape>;
type ExerciseShape = z.infer<typeof exerciseShape>;

const invalid = (detail: string): LabError =>
  new LabError('manifest-invalid', 'The lab manifest is not valid, so no copy for learners can be made of it.', {
    cure: 'Mend what the manifest check reports, then pack again.',
    detail,
  });

/** The parsed manifest itself, not zod's copy: the order of the keys stays the author's. */
const parse = (text: string): LabShape => {
  const read = readYaml(text);
  if (!read.ok) throw invalid(read.problems.map((problem) => problem.message).join(' '));
  const { value } = read.document;
  const shape = labShape.safeParse(value);
  if (!shape.success) throw invalid(shape.error.message);
  return value as LabShape;
};

/** Only a practice lab shows its solutions; a lab that doesn't say is treated as graded. */
const keepsSolutions = (lab: LabShape): boolean => lab.grading === 'practice';

const withoutKey = <T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> => {
  const { [key]: _removed, ...rest } = value;
  return rest;
};

const learnerExercise = (exercise: ExerciseShape, solutions: boolean): object => {
  const hidden = new Set(
    exercise.checks?.flatMap((check) => (check.visibility === 'hidden' ? (check.id ?? []) : [])) ?? [],
  );
  const shown = exercise.checks?.filter((check) => check.visibility !== 'hidden');
  const hints = exercise.hints?.filter((hint) => hint.check === undefined || !hidden.has(hint.check));
  return {
    ...withoutKey(exercise, 'wrong_solutions'),
    ...(exercise.files && !solutions ? { files: exercise.files.map((file) => withoutKey(file, 'solution')) } : {}),
    ...(hints ? { hints } : {}),
    ...(shown
      ? {
          checks: shown.map((check) =>
            check.needs ? { ...check, needs: check.needs.filter((need) => !hidden.has(need)) } : check,
          ),
        }
      : {}),
  };
};

const learnerLab = (lab: LabShape): object => ({
  ...lab,
  exercises: lab.exercises.map((exercise) => learnerExercise(exercise, keepsSolutions(lab))),
});

/**
 * The text of a lab.yaml as learners may have it: without wrong solutions, hidden checks and (unless the lab is practice)
 * solutions. Comments are lost, and so is what an author wrote in them. Throws `manifest-invalid` for what is no lab.
 */
export const stripForLearners = (text: string): string =>
  dump(learnerLab(parse(text)), { lineWidth: -1, noRefs: true });

/** Keys of a manifest whose values are files of the lab folder (and not of the learner's). */
const fileKeys = new Set(['instructions', 'starter', 'seed', 'requirements', 'file', 'solution', 'from']);

const filesNamedIn = (value: unknown, key = ''): readonly string[] => {
  if (typeof value === 'string') return fileKeys.has(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => filesNamedIn(inner, Array.isArray(value) ? key : name));
};

/** Files that a lab's manifest names, relative to its folder. */
export interface ManifestFiles {
  /** Named in the learner's copy. */
  readonly kept: readonly string[];
  /** Solutions and wrong solutions that only the author's manifest names: no learner may get them. */
  readonly withheld: readonly string[];
}

/** What becomes of the files that a lab.yaml names when {@link stripForLearners} makes the learner's copy of it. */
export const filesForLearners = (text: string): ManifestFiles => {
  // Generated data names no files: its `from` is a day.
  const lab = { ...parse(text), data: undefined };
  const kept = new Set(filesNamedIn(learnerLab(lab)));
  const withheld = new Set(filesNamedIn(lab).filter((file) => !kept.has(file)));
  return { kept: [...kept].sort(), withheld: [...withheld].sort() };
};
