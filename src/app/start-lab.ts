import type { Lab } from '../core/course/course.js';
import { LabError } from '../core/errors.js';
import { joinPath } from '../core/paths.js';
import type { CancelSignal, DataProgress, RunningService, ServiceOwner } from '../core/ports.js';
import type { ServiceProgress } from '../core/service/service.js';
import type { AppDeps } from './deps.js';

/** Where a learner's files of a lab lie: a folder per course in the workspace, and in it one per lab or quiz. */
export const labFolder = (workspace: string, courseId: string, labId: string): string =>
  joinPath(workspace, `${courseId}/${labId}`);

/**
 * Copies the starter files that are not there yet into the learner's lab folder. A file that exists is left alone, whatever
 * it holds. Returns the paths that were created, relative to the lab folder.
 */
export const placeStarters = async (deps: AppDeps, lab: Lab, folder: string): Promise<readonly string[]> => {
  const created: string[] = [];
  for (const file of lab.exercises.flatMap((exercise) => exercise.files)) {
    const target = joinPath(folder, file.path);
    if (file.starter === undefined || created.includes(file.path) || (await deps.files.info(target))) continue;
    await deps.files.create(target, await deps.files.readBytes(file.starter));
    created.push(file.path);
  }
  return created;
};

/**
 * Puts a lab's generated data into the learner's lab folder, as far as it is not there yet. Returns the paths that were created, relative
 * to the lab folder: the folder of the data, however many files are in it. Rejects as {@link DataCopies.copyTo}.
 */
export const placeData = async (
  deps: Pick<AppDeps, 'data'>,
  { data }: Lab,
  folder: string,
  signal: CancelSignal,
  onProgress: (progress: DataProgress) => void,
): Promise<readonly string[]> => {
  if (!data) return [];
  const placed = await deps.data.copyTo(data.full, joinPath(folder, data.path), signal, onProgress);
  return placed > 0 ? [data.path] : [];
};

/** Starts every service of a lab, one after the other; resolves when all of them answer. */
export const startServices = async (
  deps: AppDeps,
  lab: Lab,
  owner: ServiceOwner,
  signal: CancelSignal,
  onProgress: (name: string, progress: ServiceProgress) => void,
): Promise<ReadonlyMap<string, RunningService>> => {
  const running = new Map<string, RunningService>();
  for (const [name, spec] of Object.entries(lab.services)) {
    signal.throwIfAborted();
    running.set(name, await deps.services.ensure(owner, name, spec, signal, (progress) => onProgress(name, progress)));
  }
  return running;
};

/** The service a check means: the named one, or the only one of the lab. */
export const serviceNamed = (lab: Lab, name: string | undefined): string => {
  const names = Object.keys(lab.services);
  const only = names.length === 1 ? names[0] : undefined;
  const chosen = name ?? only;
  if (chosen !== undefined && names.includes(chosen)) return chosen;
  throw new LabError(
    'manifest-invalid',
    name === undefined ? 'The check does not say which service it uses.' : `The lab has no service \`${name}\`.`,
    {
      file: lab.file,
      cure: names.length > 0 ? `Use one of: ${names.join(', ')}.` : 'Add the service under `services:` in lab.yaml.',
    },
  );
};
