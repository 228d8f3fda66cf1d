import { isLabError } from '../errors.js';
import { baseName, folderOf } from '../paths.js';
import type { EntryKind, FileInfo, Files } from '../ports.js';
import type { FileReference } from './parsed.js';

/** What became of the files that a manifest names. */
export interface NamedFiles {
  /** Absolute paths at which there is no file. */
  readonly absent: ReadonlySet<string>;
  /**
   * Absolute folders, the manifest's own among them: as long as none of them changes, every named file is there or not
   * there as it was. Undefined when that can't be told: a required file is missing, or is reached through a link.
   */
  readonly folders: readonly string[] | undefined;
}

const unlessRefused = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (isLabError(error)) return undefined;
    throw error;
  }
};

/** What is at a path; what can't be looked at counts as absent. */
export const infoOf = (files: Files, path: string): Promise<FileInfo | undefined> => unlessRefused(files.info(path));

/** Tells the kind of what is at a path from one look into each folder: far cheaper than a look at every file. */
const lookIntoFolders = async (
  files: Files,
  paths: readonly string[],
): Promise<(path: string) => EntryKind | undefined> => {
  const folders = [...new Set(paths.map(folderOf))];
  const found = await Promise.all(folders.map((folder) => unlessRefused(files.entries(folder))));
  const entries = new Map(folders.map((folder, index) => [folder, found[index]]));
  return (path) => entries.get(folderOf(path))?.get(baseName(path));
};

/**
 * Looks for the files that a manifest names.
 * @param file absolute path of the manifest
 */
export const lookForFiles = async (
  files: Files,
  file: string,
  references: readonly FileReference[],
): Promise<NamedFiles> => {
  const paths = [...new Set(references.map(({ path }) => path))];
  const kindOf = await lookIntoFolders(files, paths);
  // A link, a name in other letters than the folder has it, a folder that may be entered but not listed.
  const unsure = paths.filter((path) => kindOf(path) !== 'file');
  const infos = await Promise.all(unsure.map((path) => infoOf(files, path)));
  const absent = new Set(unsure.filter((_, index) => infos[index]?.kind !== 'file'));
  const isMissing = references.some(({ path, required }) => required && absent.has(path));
  const isKnown = !isMissing && absent.size === unsure.length;
  return { absent, folders: isKnown ? [...new Set([file, ...paths].map(folderOf))] : undefined };
};
