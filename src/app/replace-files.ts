import { LabError } from '../core/errors.js';
import { joinPath } from '../core/paths.js';
import * as z from 'zod/mini';
import type { AppDeps } from './deps.js';

/** Folder in the learner's lab folder that keeps what was replaced. */
export const backupFolder = '.delabs-backup';

/** In a backup: paths at which there was no file. */
const absentName = '.absent.json';

export interface ReplacedFiles {
  /** Absolute folder with what was there before. */
  readonly backup: string;
  /** Paths that were changed, relative to the lab folder. */
  readonly files: readonly string[];
}

/** Path relative to the lab folder -> what is to be there; `undefined` for no file at all. */
export type NewFiles = ReadonlyMap<string, Uint8Array | undefined>;

type Deps = Pick<AppDeps, 'files' | 'clock'>;

/**
 * Puts files in the place of the learner's. What was there is copied into a new backup folder first, and nothing is replaced
 * before all of it is safely there; so a failure on the way loses nothing. {@link readBackup} gives what undoes it.
 */
export const replaceFiles = async (
  { files, clock }: Deps,
  folder: string,
  label: string,
  next: NewFiles,
): Promise<ReplacedFiles> => {
  const backup = joinPath(folder, `${backupFolder}/${timestamp(clock.now())}-${label}`);
  const absent: string[] = [];
  for (const path of next.keys()) {
    const mine = joinPath(folder, path);
    if (await files.info(mine)) await files.create(joinPath(backup, path), await files.readBytes(mine));
    else absent.push(path);
  }
  if (absent.length > 0) await files.create(joinPath(backup, absentName), JSON.stringify(absent));
  for (const [path, content] of next) {
    if (content) await files.replace(joinPath(folder, path), content);
    else await files.remove(joinPath(folder, path));
  }
  return { backup, files: [...next.keys()] };
};

const paths = z.array(z.string());

/** What a backup holds of these files, as {@link replaceFiles} takes it. Rejects with `not-found` when it is gone. */
export const readBackup = async ({ files }: Deps, backup: string, of: readonly string[]): Promise<NewFiles> => {
  if (!(await files.info(backup))) {
    throw new LabError('not-found', 'The backup of this reset is no longer there.', {
      file: backup,
      cure: 'Look for another one in the backup folder beside it.',
    });
  }
  const list = joinPath(backup, absentName);
  const absent = (await files.info(list)) ? paths.parse(JSON.parse(await files.readText(list))) : [];
  const kept = new Map<string, Uint8Array | undefined>();
  for (const path of of) {
    if (absent.includes(path)) kept.set(path, undefined);
    else if (await files.info(joinPath(backup, path))) kept.set(path, await files.readBytes(joinPath(backup, path)));
  }
  return kept;
};

/** `20261121-142233-123`: sorts by time and is a legal file name everywhere. */
const timestamp = (epochMs: number): string =>
  new Date(epochMs).toISOString().replace(/[-:]/g, '').replace('T', '-').replace('.', '-').replace('Z', '');
