import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { InstallDeps, PackDeps } from '../../app/packs/ports.js';
import { onFile } from '../files/file-errors.js';
import { nodeFiles } from '../files/files.js';
import { decodeText } from '../files/text.js';
import { acquireLock } from '../process/file-lock.js';
import { walkFolder } from './tree.js';
import { openZip } from './zip-reader.js';
import { zipOf } from './zip-writer.js';

/** Installing takes seconds; a window that waits longer says so. */
const lockTimeoutMs = 60_000;

/** What making packs needs, on the local disk. */
export const packTools: PackDeps = {
  files: nodeFiles,
  walk: walkFolder,
  archive: zipOf,
  openArchive: openZip,
  sha256: (content) => createHash('sha256').update(content).digest('hex'),
  encode: (text) => new TextEncoder().encode(text),
  decode: (content) => decodeText(content, 'file of the pack'),
};

const writeNew = async (file: string, content: Uint8Array): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content, { flag: 'wx' });
};

/** What installing packs needs, on the local disk. @param validate loads every manifest of a course folder */
export const installTools = (validate: InstallDeps['validate']): InstallDeps => ({
  ...packTools,
  validate,
  newId: randomUUID,
  write: (file, content) => onFile(file, () => writeNew(file, content)),
  exclusively: async (path, work) => {
    const lock = await onFile(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      return acquireLock(path, { timeoutMs: lockTimeoutMs });
    });
    try {
      return await work();
    } finally {
      await lock.release();
    }
  },
});
