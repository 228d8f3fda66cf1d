import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CancelSignal } from '../../../core/ports.js';
import type { PostgresSpec, ServiceProgress } from '../../../core/service/service.js';
import { withLock } from '../../process/file-lock.js';
import { fsError } from '../../process/fs-error.js';
import { makeReachable } from '../../process/reachable-folder.js';
import type { Disposables, DisposableServer } from '../disposables.js';
import { postgresFiles } from './files.js';
import { provisionBare } from './provision.js';
import { learnerOf } from './roles.js';
import { readSeed } from './seed.js';
import { serverError } from './server-error.js';
import { superuser } from './superuser.js';

export interface LabTemplateRequest {
  /** Absolute folder of all templates. */
  readonly templates: string;
  /** Absolute folder of PostgreSQL's programs. */
  readonly programs: string;
  /** Names the lab and its service. */
  readonly purpose: string;
  readonly spec: PostgresSpec;
}

/** Goes up when what is in a template changes for another reason than the lab. */
const format = 1;

/**
 * The absolute folder of initialised data with what a lab gives its learners: roles, databases, seed. It is made first if it is
 * not there: by a server of its own, which leaves nothing when it fails or when this process dies. Rejects with
 * `manifest-invalid` for a seed that can't be run, `disk-full`, `cancelled`.
 */
export const ensureLabTemplate = async (
  disposables: Disposables,
  request: LabTemplateRequest,
  signal: CancelSignal,
  onProgress: (progress: ServiceProgress) => void,
): Promise<string> => {
  const { templates } = request;
  const family = `${request.purpose}-`;
  const name = `${family}${await digestOf(request)}`;
  const folder = path.join(templates, name);
  if (await isThere(folder)) return folder;
  try {
    await makeReachable(templates);
    await withLock(`${folder}.lock`, { signal }, async () => {
      if (await isThere(folder)) return;
      onProgress({ state: 'starting', message: 'Preparing the databases for checks.' });
      await make(disposables, request, folder, signal, onProgress);
      await removeOthers(templates, family, name);
    });
  } catch (error) {
    throw fsError(error, templates);
  }
  return folder;
};

const isThere = async (folder: string): Promise<boolean> => (await stat(folder).catch(() => undefined)) !== undefined;

const digestOf = async ({ programs, spec }: LabTemplateRequest): Promise<string> => {
  const { digest } = await readSeed(spec.seed);
  const parts = [format, path.basename(programs), spec.databases, learnerOf(spec), digest];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
};

const make = async (
  disposables: Disposables,
  { purpose, spec }: LabTemplateRequest,
  folder: string,
  signal: CancelSignal,
  onProgress: (progress: ServiceProgress) => void,
): Promise<void> => {
  const server = await disposables.start({ purpose: `template of ${purpose}` }, signal, onProgress);
  try {
    await provision(server, purpose, spec, signal);
    await server.stop();
    await keep(server.folder, folder);
  } finally {
    await server.end();
  }
};

const provision = async (
  server: DisposableServer,
  purpose: string,
  spec: PostgresSpec,
  signal: CancelSignal,
): Promise<void> => {
  const { password } = postgresFiles(server.folder);
  try {
    await provisionBare(superuser(server.port, await readFile(password, 'utf8')), purpose, spec, signal);
  } catch (error) {
    throw serverError(error, server.folder);
  }
};

/** The template appears complete or not at all. */
const keep = async (instance: string, folder: string): Promise<void> => {
  const partial = `${folder}.partial`;
  const { data, password } = postgresFiles(instance);
  try {
    await rm(partial, { recursive: true, force: true });
    await makeReachable(partial);
    await copyFile(password, path.join(partial, 'password'));
    await rename(data, path.join(partial, 'data'));
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
};

/** Of an older seed, or another edition of the lab. */
const removeOthers = async (templates: string, family: string, name: string): Promise<void> => {
  const others = (await readdir(templates)).filter((other) => isOfFamily(other, family) && other !== name);
  await Promise.all(others.map((other) => rm(path.join(templates, other), { recursive: true, force: true })));
};

const isOfFamily = (name: string, family: string): boolean =>
  name.startsWith(family) && /^[0-9a-f]{12}$/.test(name.slice(family.length));
