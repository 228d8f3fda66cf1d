// Bundles test/host into one CommonJS file that VS Code loads beside the extension.
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './setup.mjs';

/** @returns {Promise<string>} the bundle */
export async function bundleHostSuite() {
  const outfile = path.join(root, 'out', 'host', 'index.js');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/host/index.ts'],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return outfile;
}
