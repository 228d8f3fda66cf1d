import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** CommonJS packages inside an ES module still use what Node gives CommonJS modules. */
const banner = [
  "import { createRequire as __createRequire } from 'node:module';",
  'const require = __createRequire(import.meta.url);',
].join('');

/** Bundles a program of ours for a process of its own; resolves with its absolute path. `entry` is relative to the repository. */
export const bundleProgram = async (entry: string): Promise<string> => {
  const outdir = path.join(root, '.cache', 'test', String(process.pid));
  await mkdir(outdir, { recursive: true });
  const outfile = path.join(outdir, `${entry.replaceAll('/', '-').replace(/\.ts$/, '')}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: banner },
    logLevel: 'warning',
  });
  return outfile;
};

/** Where the tests keep what they had to download, between runs. */
export const testToolchain = path.join(root, '.cache', 'toolchain');
