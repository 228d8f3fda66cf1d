import { randomUUID } from 'node:crypto';
import { Catalog } from '../app/catalog.js';
import type { AppDeps } from '../app/deps.js';
import { installPack } from '../app/packs/install-pack.js';
import { listPacks, type InstalledPack } from '../app/packs/installed-packs.js';
import { makePack } from '../app/packs/make-pack.js';
import type { Audience } from '../app/packs/pack-manifest.js';
import { courseSource, labSource } from '../app/packs/pack-source.js';
import { validateCourse } from '../app/validate-course.js';
import { ValidationCache } from '../app/validation-cache.js';
import { LabError } from '../core/errors.js';
import { baseName, joinPath } from '../core/paths.js';
import type { CancelSignal } from '../core/ports.js';
import { checkKinds } from './checks/registry.js';
import { Benches } from './checks/sql/benches.js';
import { systemClock } from './clock.js';
import { DataSets } from './data/data-sets.js';
import { shortDigest } from './digest.js';
import { nodeFiles } from './files/files.js';
import { submissionOf } from './files/submission.js';
import { installTools, packTools } from './packs/pack-tools.js';
import { Pythons } from './runtimes/python/pythons.js';
import { createServices, type LabServices } from './services/services.js';
import { FileAgreements } from './state/agreements.js';
import { FileProgressStore } from './state/progress-store.js';
import { FileSnapshots } from './state/snapshots.js';
import { temporaryFolder } from './temporary.js';
import { Workbenches } from './workbench/workbenches.js';
import { WorkFolders } from './workbench/work-folders.js';

export interface WorldOptions {
  /** Absolute folder of everything we keep: toolchain, services, progress, packs. */
  readonly home: string;
  /** Absolute folders that may hold courses. */
  readonly courseFolders: readonly string[];
  /** Absolute path of the supervisor's bundle. */
  readonly supervisorScript: string;
  /** Absolute folder of our Python helpers. */
  readonly pythonHelpers: string;
  /** Whether to prepare the next clone, scratch server and interpreter before they are asked for; for a process that lives long. */
  readonly keepSpares: boolean;
  /** Whether graded labs must have solutions; not so for learner copies. */
  readonly completeCourses: boolean;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
}

export interface PackRequest {
  readonly courseId: string;
  readonly itemId?: string;
  /** Absolute path of the file to write. */
  readonly target: string;
  readonly audience?: Audience;
}

export interface Packs {
  write(request: PackRequest): Promise<{ readonly file: string; readonly sha256: string }>;
  install(file: string, signal?: CancelSignal): Promise<InstalledPack>;
  installed(): Promise<readonly InstalledPack[]>;
}

/** The use cases' ports on this machine. `close` gives back services and connections. */
export interface World extends AppDeps {
  readonly services: LabServices;
  readonly pythons: Pythons;
  readonly packs: Packs;
  /** What was found by validating courses of `catalog`. */
  readonly validated: ValidationCache;
  close(): Promise<void>;
}

/** Connects the use cases to the real files, services and checks. Cheap: nothing is started or read yet. */
export const openWorld = (options: WorldOptions): World => {
  const benches = new Benches(options.keepSpares);
  const services = createServices(options);
  const data = new DataSets(options.home);
  const workbenches = new Workbenches({
    scratch: services.scratch,
    folders: new WorkFolders(options.home),
    data,
    learnerPorts: () => services.learnerPorts(),
  });
  const pythons = new Pythons({
    home: options.home,
    helpers: options.pythonHelpers,
    keepSpares: options.keepSpares,
    env: process.env,
  });
  const catalog = new Catalog(nodeFiles, options.courseFolders, options.completeCourses);
  return {
    files: nodeFiles,
    catalog,
    services,
    pythons,
    kinds: checkKinds({ benches, workbenches }, pythons),
    data,
    progress: new FileProgressStore({
      home: options.home,
      files: nodeFiles,
      clock: systemClock,
      report: (problem) => options.log('warn', [problem.message, problem.data.cure].filter(Boolean).join(' ')),
    }),
    snapshots: new FileSnapshots({ home: options.home, files: nodeFiles, clock: systemClock }),
    agreements: new FileAgreements({ home: options.home, files: nodeFiles }),
    clock: systemClock,
    digest: shortDigest,
    newId: randomUUID,
    submission: submissionOf,
    temporaryFolder,
    packs: packsOf(options.home, catalog),
    validated: new ValidationCache({
      files: nodeFiles,
      clock: systemClock,
      digest: shortDigest,
      folder: joinPath(options.home, 'cache'),
      build,
      complete: options.completeCourses,
    }),
    async close() {
      await pythons.close();
      await benches.close();
      await services.dispose();
    },
  };
};

declare const DELABS_VERSION: string | undefined;

/** The bundle's name holds a hash of its content, so that builds of one version differ too. */
const build = `${typeof DELABS_VERSION === 'string' ? DELABS_VERSION : 'source'} ${baseName(import.meta.url)}`;

const packsOf = (home: string, catalog: Catalog): Packs => ({
  async write({ courseId, itemId, target, audience = 'learners' }) {
    const source =
      itemId === undefined
        ? courseSource(await catalog.course(courseId))
        : labSource((await catalog.lab(courseId, itemId)).lab);
    await requireValid(catalog, courseId);
    const { bytes, sha256 } = await makePack(packTools, source, { audience });
    await nodeFiles.replace(target, bytes);
    return { file: target, sha256 };
  },
  install: async (file, signal) =>
    (await installPack(installTools(validateFolder), { file, home, ...(signal ? { signal } : {}) })).pack,
  installed: () => listPacks(packTools, home),
});

/** Reads every manifest of a course folder; rejects with the first error. */
const validateFolder = async (folder: string, complete: boolean): Promise<{ readonly id: string }> => {
  const catalog = new Catalog(nodeFiles, [folder], complete);
  const id = (await catalog.courses())[0]?.id;
  if (id === undefined) throw new LabError('pack-invalid', 'The pack holds no course.', { cure: 'Ask its author for a new one.' }); // prettier-ignore
  await requireValid(catalog, id);
  return { id };
};

const requireValid = async (catalog: Catalog, courseId: string): Promise<void> => {
  const error = (await validateCourse(catalog, courseId)).find((diagnostic) => diagnostic.severity === 'error');
  if (!error) return;
  const { start } = error.range;
  throw new LabError('manifest-invalid', error.message, {
    file: error.file,
    line: start.line,
    column: start.column,
    cure: error.cure,
  });
};
