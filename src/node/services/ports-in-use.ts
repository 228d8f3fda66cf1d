import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Instance } from './instance.js';
import { makerOf, readInstance } from './instance.js';
import { readRecord } from './record.js';

/** The ports of the instances of a kind, in a folder of instances, that say they are ready; disposable ones left out. */
export const portsIn = async (root: string, kind: Instance['kind']): Promise<readonly number[]> => {
  const names = (await readdir(root).catch(() => [])).filter((name) => makerOf(name) === undefined);
  const ports = await Promise.all(
    names.map(async (name) => {
      const folder = path.join(root, name);
      const port = (await readRecord(folder))?.port;
      return port !== undefined && (await readInstance(folder))?.kind === kind ? [port] : [];
    }),
  );
  return ports.flat();
};
