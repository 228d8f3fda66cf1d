import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { makerOf } from './instance.js';
import { readRecord } from './record.js';

/** The ports of the instances in a folder that say they are ready; disposable ones left out. */
export const portsIn = async (root: string): Promise<readonly number[]> => {
  const names = (await readdir(root).catch(() => [])).filter((name) => makerOf(name) === undefined);
  const records = await Promise.all(names.map((name) => readRecord(path.join(root, name))));
  return records.flatMap((record) => record?.port ?? []);
};
