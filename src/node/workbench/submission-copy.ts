import type { Dirent } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CancelSignal } from '../../core/ports.js';
import { copyTree } from './copy-tree.js';

/** Files of a lab folder that are copied; one with more is not a lab's. */
const mostFiles = 5000;

/** Bytes; larger files are data, and the lab's data comes from elsewhere. */
const largestFile = 50 * 1024 * 1024;

const skippedFolders = new Set(['node_modules', '__pycache__']);

/**
 * Copies the learner's lab folder, without what is no work of theirs: hidden folders, virtual environments, packages, large files,
 * and the folder of the lab's data (`data`, relative, with forward slashes). Rejects as {@link copyTree}.
 */
export const copySubmission = (
  from: string,
  to: string,
  data: string | undefined,
  signal: CancelSignal,
): Promise<void> =>
  copyTree(from, to, {
    skips: (relative, entry) => {
      const file = path.join(from, relative);
      if (relative === data) return true;
      return entry.isDirectory() ? isForeignFolder(entry, file) : entry.isFile() && isLarge(file);
    },
    most: mostFiles,
    signal,
  });

const isForeignFolder = async ({ name }: Dirent, folder: string): Promise<boolean> =>
  name.startsWith('.') ||
  skippedFolders.has(name) ||
  (await isThere(path.join(folder, 'pyvenv.cfg'))) ||
  isConda(folder);

const isConda = (folder: string): Promise<boolean> => isThere(path.join(folder, 'conda-meta'));

const isLarge = async (file: string): Promise<boolean> =>
  ((await stat(file).catch(() => undefined))?.size ?? 0) > largestFile;

const isThere = async (file: string): Promise<boolean> => (await stat(file).catch(() => undefined)) !== undefined;
