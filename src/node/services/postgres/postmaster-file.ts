import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** What a running server writes into its data folder. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number | undefined;
  readonly ready: boolean;
}

const fileOf = (data: string): string => path.join(data, 'postmaster.pid');

/** `undefined` when no server has run, or it ended in good order. */
export const readPostmasterFile = async (data: string): Promise<PostmasterFile | undefined> => {
  const text = await readFile(fileOf(data), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parsePostmasterFile(text);
};

/** Lines: pid, data folder, start time, port, socket folder, listen address, shared memory, status. */
export const parsePostmasterFile = (text: string): PostmasterFile | undefined => {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number.isInteger(port) && port > 0 ? port : undefined, ready: lines[7] === 'ready' };
};

/** Only for a server that is proved dead: the file is what keeps two servers from one data folder. */
export const removePostmasterFile = (data: string): Promise<void> => rm(fileOf(data), { force: true });
