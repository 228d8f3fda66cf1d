import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises';

const limit = 1_000_000;
const kept = 200_000;
const tailLines = 12;
const tailBytes = 8000;

/**
 * Keeps a growing log small: its end goes to `<file>.1`, and it begins anew. The server has the file open for appending and
 * goes on; what it writes in the moment between is lost.
 */
export const boundLog = async (file: string): Promise<void> => {
  if ((await logSize(file)) <= limit) return;
  await writeFile(`${file}.1`, await endOf(file, kept), { mode: 0o600 });
  await truncate(file, 0);
};

/** The last lines of a log, for a person to read. `from` is a size the log had: only what came after it. */
export const logTail = async (file: string, from = 0): Promise<string> => {
  const size = await logSize(file);
  const text = await endOf(file, Math.min(tailBytes, Math.max(0, size - from))).catch(() => '');
  return text.trimEnd().split('\n').slice(-tailLines).join('\n');
};

/** Bytes; 0 when there is no log yet. */
export const logSize = async (file: string): Promise<number> => (await stat(file).catch(() => undefined))?.size ?? 0;

const endOf = async (file: string, bytes: number): Promise<string> => {
  const { size } = await stat(file);
  if (size <= bytes) return readFile(file, 'utf8');
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(bytes), 0, bytes, size - bytes);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
};
