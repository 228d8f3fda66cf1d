import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Catalog } from '../../src/app/catalog.js';
import type { CheckObserver } from '../../src/app/check-exercise.js';
import { checkExercise, exerciseOf } from '../../src/app/check-exercise.js';
import type { CheckResult, CheckRun } from '../../src/core/check/result.js';
import type { Exercise, Lab } from '../../src/core/course/course.js';
import type { CheckSpec } from '../../src/core/manifest/schema.js';
import type { CancelSignal, ServiceOwner } from '../../src/core/ports.js';
import type { ServiceSpec } from '../../src/core/service/service.js';
import type { Tier } from '../../src/core/vocabulary.js';
import { nodeFiles } from '../../src/node/files/files.js';
import type { PostgresService } from '../../src/node/services/postgres/service.js';
import { asPostgres } from '../../src/node/services/postgres/service.js';
import { openWorld, type World } from '../../src/node/world.js';
import { never, openServiceHome, type ServiceHome } from './service-home.js';

/** The small course that the contract suites of checks work on. */
export const shopCourse = fileURLToPath(new URL('../contract/checks/fixtures/shop-course', import.meta.url));

/** Our Python helpers, as they are in the sources. */
export const pythonHelpers = fileURLToPath(new URL('../../src/node/runtimes/python/helpers', import.meta.url));

/** Path -> content of the files of a submission. */
export type SubmittedFiles = Readonly<Record<string, string | Uint8Array>>;

export interface CheckOptions {
  readonly signal?: CancelSignal;
  readonly observer?: CheckObserver;
  readonly workspace?: string | undefined;
  readonly tier?: Tier;
  /** The world that checks, where it is not the first. */
  readonly world?: World;
  /** The lab, where it is not the one of the fixture. */
  readonly lab?: Lab;
}

/** A world on a home of its own, with the shop course. */
export interface LabWorld {
  readonly home: ServiceHome;
  readonly world: World;
  /** The lab `shop`. */
  readonly lab: Lab;
  /** What the lab asks of its server. */
  readonly spec: ServiceSpec;
  /** The grading server of the lab, started when needed. */
  service(): Promise<PostgresService>;
  /** An empty folder, removed at the end. */
  folder(files?: SubmittedFiles): Promise<string>;
  /** Checks files with these checks as an exercise that holds these files. */
  check(files: SubmittedFiles, checks: readonly CheckSpec[], options?: CheckOptions): Promise<CheckRun>;
  /** Checks `work.sql` with one check; resolves with its result. */
  result(sql: string | Uint8Array, check: CheckSpec, options?: CheckOptions): Promise<CheckResult>;
  /** Another process's view of the same home. */
  another(keepSpares?: boolean): World;
  /** Gives everything back; rejects when a process is left. */
  close(): Promise<void>;
}

/** Who grading runs of the lab `shop` are for. */
export const grading: ServiceOwner = { labId: 'shop', workspace: undefined };

export const openLabWorld = async ({ keepSpares = false } = {}): Promise<LabWorld> => {
  const home = await openServiceHome();
  const scratch = await mkdtemp(path.join(await realpath(tmpdir()), 'delabs-checks-'));
  const worlds: World[] = [];
  const another = (spares = keepSpares): World => {
    const world = openWorld({
      home: home.home,
      courseFolders: [shopCourse],
      supervisorScript: home.supervisorScript,
      pythonHelpers,
      keepSpares: spares,
      completeCourses: true,
      log: () => undefined,
    });
    worlds.push(world);
    return world;
  };
  const world = another();
  const { lab } = await world.catalog.lab('shop-course', 'shop');
  const spec = serviceOf(lab);
  let made = 0;
  const folder = async (files: SubmittedFiles = {}): Promise<string> => {
    const target = path.join(scratch, String((made += 1)));
    await mkdir(target);
    await writeFiles(target, files);
    return target;
  };
  const check: LabWorld['check'] = async (files, checks, options = {}) =>
    checkExercise(
      options.world ?? world,
      {
        courseId: 'shop-course',
        lab: options.lab ?? lab,
        exercise: exerciseWith(lab, Object.keys(files), checks),
        folder: await folder(files),
        workspace: options.workspace,
        trigger: 'command',
        tier: options.tier ?? 'full',
        signal: options.signal ?? never,
      },
      options.observer,
    );
  return {
    home,
    world,
    lab,
    spec,
    service: async () => asPostgres(await world.services.ensure(grading, 'db', spec, never, () => undefined)),
    folder,
    check,
    result: async (sql, one, options) => only(await check({ 'work.sql': sql }, [one], options)),
    another,
    close: async () => {
      await Promise.all(worlds.map((one) => one.close()));
      await home.close();
      await rm(scratch, { recursive: true, force: true });
      const left = await home.processes();
      if (left.length > 0) throw new Error(`left behind:\n${left.join('\n')}`);
    },
  };
};

/** What the lab of the fixture asks of its server. */
export const specOfShop = async (): Promise<ServiceSpec> => {
  const { lab } = await new Catalog(nodeFiles, [shopCourse], true).lab('shop-course', 'shop');
  return serviceOf(lab);
};

const serviceOf = (lab: Lab): ServiceSpec => {
  const spec = lab.services['db'];
  if (!spec) throw new Error('the fixture has no service');
  return spec;
};

export const writeFiles = async (folder: string, files: SubmittedFiles): Promise<void> => {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
};

/** An exercise of the lab with these files and checks, and no starters. */
export const exerciseWith = (lab: Lab, files: readonly string[], checks: readonly CheckSpec[]): Exercise => ({
  ...exerciseOf(lab, 'long-songs'),
  files: (files.length > 0 ? files : ['work.sql']).map((file) => ({ path: file })),
  checks,
});

/** The only result of a run. */
export const only = (run: CheckRun): CheckResult => {
  const [result, ...more] = run.results;
  if (!result || more.length > 0) throw new Error(`${run.results.length} results`);
  return result;
};
