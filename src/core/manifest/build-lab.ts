import type { Exercise, ExerciseFile, Hint, Lab, WrongSolution } from '../course/course.js';
import { folderOf, joinPath } from '../paths.js';
import type { ServiceSpec } from '../service/service.js';
import type { LabManifest } from './schema.js';

type ServiceManifest = NonNullable<LabManifest['services']>[string];
type ExerciseManifest = LabManifest['exercises'][number];
type FileManifest = ExerciseManifest['files'][number];
type HintManifest = NonNullable<ExerciseManifest['hints']>[number];
type WrongManifest = NonNullable<ExerciseManifest['wrong_solutions']>[number];

/** Absolute path of a relative one. */
type Absolute = (relative: string) => string;

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

const buildService = ({ seed, ...spec }: ServiceManifest, absolute: Absolute): ServiceSpec => ({
  ...spec,
  ...(seed === undefined ? {} : { seed: absolute(seed) }),
});

const buildFile = ({ path, starter, solution }: FileManifest, absolute: Absolute): ExerciseFile => ({
  path,
  starter: absolute(starter),
  ...(solution === undefined ? {} : { solution: absolute(solution) }),
});

const buildHint = ({ text, check }: HintManifest): Hint => ({ text, ...(check === undefined ? {} : { check }) });

const buildWrongSolution = ({ files, ...wrong }: WrongManifest, absolute: Absolute): WrongSolution => ({
  ...wrong,
  files: mapValues(files, (text) => ('from' in text ? { from: absolute(text.from) } : text)),
});

const buildExercise = (exercise: ExerciseManifest, absolute: Absolute): Exercise => ({
  id: exercise.id,
  title: exercise.title,
  instructions: absolute(exercise.instructions),
  files: exercise.files.map((file) => buildFile(file, absolute)),
  requirements: exercise.requirements ?? {},
  hints: (exercise.hints ?? []).map(buildHint),
  checks: exercise.checks,
  wrongSolutions: (exercise.wrong_solutions ?? []).map((wrong) => buildWrongSolution(wrong, absolute)),
});

/** The model of a valid lab.yaml, with absolute paths. */
export const buildLab = (manifest: LabManifest, file: string): Lab => {
  const folder = folderOf(file);
  const absolute: Absolute = (relative) => joinPath(folder, relative);
  const { id, title, summary, grading } = manifest;
  return {
    id,
    kind: 'lab',
    title,
    ...(summary === undefined ? {} : { summary }),
    grading,
    folder,
    file,
    services: mapValues(manifest.services ?? {}, (service) => buildService(service, absolute)),
    exercises: manifest.exercises.map((exercise) => buildExercise(exercise, absolute)),
  };
};
