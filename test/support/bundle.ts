import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeAtomically } from '../../src/node/process/atomic-file.js';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** CommonJS packages inside an ES module still use what Node gives CommonJS modules. */
const banner = [
  "import { createRequire as __createRequire } from 'node:module';",
  'const require = __createRequire(import.meta.url);',
].join('');

/** Bundles a program of ours for a process of its own; resolves with its absolute path. `entry` is relative to the repository. */
export const bundleProgram = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: banner },
    logLevel: 'warning',
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`nothing was made of ${entry}`);
  // Named by its content: test files and runs share it, and none replaces what another is running.
  const name = `${path.basename(entry, '.ts')}-${createHash('sha256').update(output.contents).digest('hex').slice(0, 12)}.mjs`;
  const file = path.join(root, '.cache', 'test', name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeAtomically(file, output.text);
  return file;
};

/** Where the tests keep what they had to download, between runs. */
export const testToolchain = path.join(root, '.cache', 'toolchain');

/** The same for environments of Python. */
export const testRuntimes = path.join(root, '.cache', 'runtimes');
