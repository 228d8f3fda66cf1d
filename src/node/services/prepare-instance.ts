import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically } from '../process/atomic-file.js';
import { makeReachable } from '../process/reachable-folder.js';
import type { Instance } from './instance.js';
import { instanceFiles } from './instance.js';

/** What a supervisor is told, beside what the folder says. */
export type InstanceOrder = Omit<Instance, 'folder' | 'templates'>;

/**
 * Makes the instance's folder and tells its supervisor what to do; a supervisor at work goes on as it was told before.
 * `purpose` is for people who look into the folder.
 */
export const prepareInstance = async (folder: string, order: InstanceOrder, purpose: unknown): Promise<void> => {
  const file = path.join(folder, instanceFiles.instance);
  const text = JSON.stringify({ ...order, templates: templatesBeside(folder), for: purpose });
  await makeReachable(folder);
  if ((await readFile(file, 'utf8').catch(() => undefined)) !== text) await writeAtomically(file, text);
};

const templatesBeside = (folder: string): string => path.join(path.dirname(folder), 'templates');
