import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const repository = fileURLToPath(new URL('../../..', import.meta.url));
const vsix = path.join(repository, 'out', 'data-engineering-labs.vsix');

/** Whatever ends up in the package, and what makes it. */
const sources = ['src', 'labs', 'media', 'l10n', 'schemas', 'syntaxes', 'package.json', 'package.nls.json', 'scripts/build.mjs']; // prettier-ignore

const changedAt = async (file: string): Promise<number> => {
  const info = await stat(file).catch(() => undefined);
  if (!info) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  const names = await readdir(file);
  return Math.max(info.mtimeMs, ...(await Promise.all(names.map((name) => changedAt(path.join(file, name))))));
};

/**
 * The package, built anew when a source is newer than it: a test of an old one would prove nothing. `DELABS_HOST_VSIX` names
 * another one to test, as for the tests inside VS Code.
 */
export const ensureVsix = async (): Promise<string> => {
  const { DELABS_HOST_VSIX: given } = process.env;
  if (given) return given;
  const newest = Math.max(...(await Promise.all(sources.map((source) => changedAt(path.join(repository, source))))));
  if ((await changedAt(vsix)) <= newest) {
    await promisify(execFile)(process.execPath, [path.join(repository, 'scripts', 'vsix.mjs')], { cwd: repository });
  }
  return vsix;
};
