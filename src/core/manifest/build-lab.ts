import type {
  BoundColumn,
  Exercise,
  ExerciseFile,
  FileContent,
  Hint,
  Lab,
  LabData,
  RoleSpec,
  WrongSolution,
} from '../course/course.js';
import { buildDataSpec } from './build-data-spec.js';
import { folderOf, joinPath } from '../paths.js';
import type { RuntimeSpec } from '../runtime/runtime.js';
import { buildService } from './build-service.js';
import type { LabManifest } from './schema.js';

type RuntimeManifest = NonNullable<LabManifest['runtimes']>[string];
type DataManifest = NonNullable<LabManifest['data']>;
type RoleManifest = NonNullable<LabManifest['bind']>[string];
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

const buildRuntime = ({ requirements, preload = [], ...spec }: RuntimeManifest, absolute: Absolute): RuntimeSpec => ({
  ...spec,
  preload,
  ...(requirements === undefined ? {} : { requirements: absolute(requirements) }),
});

const buildData = ({ path, full, quick = full }: DataManifest): LabData => ({
  path,
  full: buildDataSpec(full),
  quick: buildDataSpec(quick),
});

const buildColumn = (column: NonNullable<RoleManifest['columns']>[string]): BoundColumn =>
  Array.isArray(column) ? { names: column } : { names: column.names, ...(column.as ? { as: column.as } : {}) };

const buildRole = ({ table, columns = {} }: RoleManifest): RoleSpec => ({
  table,
  columns: mapValues(columns, buildColumn),
});

const buildFile = ({ path, starter, solution }: FileManifest, absolute: Absolute): ExerciseFile => ({
  path,
  starter: absolute(starter),
  ...(solution === undefined ? {} : { solution: absolute(solution) }),
});

const buildHint = ({ text, check, when }: HintManifest): Hint => ({
  text,
  ...(check === undefined ? {} : { check }),
  ...(when === undefined ? {} : { when }),
});

const buildWrongFile = (content: WrongManifest['files'][string], right: string, absolute: Absolute): FileContent => {
  if ('replace' in content) return { from: right, replace: content.replace };
  return 'from' in content ? { from: absolute(content.from) } : content;
};

const buildWrongSolution = (
  { files, ...wrong }: WrongManifest,
  rightFiles: readonly FileManifest[],
  absolute: Absolute,
): WrongSolution => ({
  ...wrong,
  files: Object.fromEntries(
    Object.entries(files).map(([path, content]) => {
      const { solution, starter = '' } = rightFiles.find((file) => file.path === path) ?? {};
      return [path, buildWrongFile(content, absolute(solution ?? starter), absolute)];
    }),
  ),
});

const buildExercise = (exercise: ExerciseManifest, absolute: Absolute): Exercise => ({
  id: exercise.id,
  title: exercise.title,
  instructions: absolute(exercise.instructions),
  files: exercise.files.map((file) => buildFile(file, absolute)),
  requirements: exercise.requirements ?? {},
  hints: (exercise.hints ?? []).map(buildHint),
  checks: exercise.checks,
  wrongSolutions: (exercise.wrong_solutions ?? []).map((wrong) => buildWrongSolution(wrong, exercise.files, absolute)),
});

/** The model of a valid lab.yaml, with absolute paths. */
export const buildLab = (manifest: LabManifest, file: string): Lab => {
  const folder = folderOf(file);
  const absolute: Absolute = (relative) => joinPath(folder, relative);
  const { id, title, summary, grading } = manifest;
  const data = manifest.data && buildData(manifest.data);
  return {
    id,
    kind: 'lab',
    title,
    ...(summary === undefined ? {} : { summary }),
    grading,
    folder,
    file,
    services: mapValues(manifest.services ?? {}, (service) => buildService(service, { data, absolute })),
    runtimes: mapValues(manifest.runtimes ?? {}, (runtime) => buildRuntime(runtime, absolute)),
    ...(data ? { data } : {}),
    bind: mapValues(manifest.bind ?? {}, buildRole),
    exercises: manifest.exercises.map((exercise) => buildExercise(exercise, absolute)),
  };
};
