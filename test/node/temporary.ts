import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

/** Importing this file is what registers the clean-up: a hook can't be added from within a test. */
afterAll(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A new folder for this test file, removed with all it holds when the file's tests are over. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), 'delabs-test-'));
  made.push(folder);
  return folder;
};
