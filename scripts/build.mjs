// Bundles every process of the extension into dist/ with esbuild. `--dev` leaves names readable and adds source maps.
import { build } from 'esbuild';
import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const { version } = require('../package.json');

/** CommonJS packages inside an ES module bundle still use what Node gives CommonJS modules. */
const commonJsBanner = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  "const __dirname = __fileURLToPath(new URL('.', import.meta.url));",
].join('');

/**
 * @param {{ dev?: boolean, outdir?: string }} [options]
 * @returns {Promise<{ outdir: string }>}
 */
export async function buildAll({ dev = false, outdir = path.join(root, 'dist') } = {}) {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const common = {
    absWorkingDir: root,
    bundle: true,
    outdir,
    minify: !dev,
    sourcemap: dev,
    legalComments: 'none',
    logLevel: 'warning',
    define: { DELABS_VERSION: JSON.stringify(version) },
  };
  const node = { platform: 'node', target: 'node20' };
  await Promise.all([
    // The extension host wants one CommonJS file: nothing to resolve, nothing to split.
    build({
      ...common,
      ...node,
      format: 'cjs',
      external: ['vscode'],
      entryPoints: { extension: 'src/extension/extension.ts' },
    }),
    // The engine and the command line share chunks; rare parts (downloads, the SQL parser) load when first used.
    build({
      ...common,
      ...node,
      format: 'esm',
      splitting: true,
      outExtension: { '.js': '.mjs' },
      chunkNames: 'chunks/[name]-[hash]',
      // Its package.json names the CommonJS build first, whose exports a dynamic import can't see.
      alias: { 'libpg-query': 'libpg-query/wasm/index.js' },
      // `pg` asks whether it runs in a browser-like runtime. Node 20 has no navigator to tell it, and would load its HTTP
      // client just to answer.
      define: { ...common.define, navigator: JSON.stringify({ userAgent: 'Node.js' }) },
      banner: { js: commonJsBanner },
      entryPoints: { engine: 'src/engine/main.ts', cli: 'src/cli/main.ts', supervisor: 'src/supervisor/main.ts' },
    }),
    build({ ...common, format: 'iife', target: 'es2022', entryPoints: { webview: 'src/webview/main.ts' } }),
  ]);
  // The SQL parser looks for its WebAssembly file beside the chunk that holds it.
  const wasm = path.join(path.dirname(require.resolve('libpg-query')), 'libpg-query.wasm');
  await copyFile(wasm, path.join(outdir, 'chunks', 'libpg-query.wasm'));
  await copyPython(outdir);
  return { outdir };
}

/** Our Python helpers go as they are: the interpreter that runs them is the user's. */
const copyPython = (outdir) =>
  cp(path.join(root, 'src', 'node', 'runtimes', 'python', 'helpers'), path.join(outdir, 'python'), {
    recursive: true,
    filter: (source) => path.basename(source) !== '__pycache__',
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildAll({ dev: process.argv.includes('--dev') });
}
