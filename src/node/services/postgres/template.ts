import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, constants, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { LabError } from '../../../core/errors.js';
import type { CancelSignal } from '../../../core/ports.js';
import { renamePatiently } from '../../process/atomic-file.js';
import { abortSignalOf, throwIfCancelled } from '../../process/delay.js';
import { withLock } from '../../process/file-lock.js';
import { diskFull } from '../../process/fs-error.js';
import { isRoot, makeReachable, nobody } from '../../process/reachable-folder.js';
import { program, runAs } from './programs.js';

const run = promisify(execFile);

/** A password nobody has to remember. */
export const randomPassword = (): string => randomBytes(24).toString('base64url');

export interface Template {
  /** An initialised data folder in which no server has ever run. */
  readonly data: string;
  /** The superuser's password in it. */
  readonly password: string;
}

/** The initialised data folder for these programs, made first if it is not there. Shared by all instances. */
export const ensureTemplate = async (
  programs: string,
  templates: string,
  signal: CancelSignal,
  onCreate: () => Promise<void>,
): Promise<Template> => {
  const folder = path.join(templates, path.basename(programs));
  if (!(await stat(folder).catch(() => undefined))) {
    await makeReachable(templates);
    await withLock(`${folder}.lock`, { signal }, async () => {
      if (await stat(folder).catch(() => undefined)) return;
      await onCreate();
      await createTemplate(programs, folder, signal);
    });
  }
  return readTemplate(folder);
};

/** The template that lies in a folder. */
export const readTemplate = async (folder: string): Promise<Template> => ({
  data: path.join(folder, 'data'),
  password: await readFile(path.join(folder, 'password'), 'utf8'),
});

const createTemplate = async (programs: string, folder: string, signal: CancelSignal): Promise<void> => {
  const partial = `${folder}.partial`;
  const data = path.join(partial, 'data');
  const passwordFile = path.join(partial, 'password');
  try {
    await rm(partial, { recursive: true, force: true });
    await makeReachable(partial);
    await mkdir(data, { mode: 0o700 });
    await writeFile(passwordFile, randomPassword(), { mode: 0o600 });
    if (isRoot()) await Promise.all([data, passwordFile].map((file) => chown(file, nobody, nobody)));
    await initialise(programs, data, passwordFile, signal);
    await renamePatiently(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
};

/** The C locale is the same everywhere and sorts as courses assume; text is UTF-8 nevertheless. */
const initialise = async (programs: string, data: string, pwfile: string, signal: CancelSignal): Promise<void> => {
  const options = [
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${pwfile}`,
    '--encoding=UTF8',
    '--locale=C',
  ];
  // A new log segment is 4 MB instead of 16: less to copy for every instance.
  const small = ['--wal-segsize=4', '--no-sync', '--no-instructions'];
  await run(program(programs, 'initdb'), ['-D', data, ...options, ...small], {
    ...runAs(programs),
    signal: abortSignalOf(signal),
  }).catch((error: unknown) => {
    throwIfCancelled(signal);
    throw initError(error, data);
  });
};

const initError = (error: unknown, data: string): LabError => {
  const detail =
    typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error);
  if (/No space left/.test(detail)) return diskFull(data, error);
  const cure = /user does not exist/.test(detail)
    ? 'Your user has a number but no name here: add it to /etc/passwd, as containers often need.'
    : 'Look at the detail in the log; a virus scanner or missing system libraries may be the reason.';
  return new LabError('service-failed', 'PostgreSQL could not prepare its data.', {
    cure,
    detail: detail.slice(-2000),
  });
};

/** A data folder for one instance, a copy of the template. It appears complete or not at all. */
export const copyTemplate = async (template: Template, data: string): Promise<void> => {
  const partial = `${data}.partial`;
  await rm(partial, { recursive: true, force: true });
  try {
    copyFolder(template.data, partial);
    await renamePatiently(partial, data);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
};

/** A thousand small files: without waiting for each it takes a fifth of the time, and a supervisor has nothing else to do. */
const copyFolder = (from: string, to: string): void => {
  mkdirSync(to, { mode: 0o700 });
  if (isRoot()) chownSync(to, nobody, nobody);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) {
      copyFolder(source, target);
    } else {
      copyFileSync(source, target, constants.COPYFILE_FICLONE);
      if (isRoot()) chownSync(target, nobody, nobody);
    }
  }
};
