import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A new empty folder in the system's temporary folder; `remove` deletes it and all it holds. */
export const temporaryFolder = async (): Promise<{ readonly folder: string; remove(): Promise<void> }> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'delabs-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
};
