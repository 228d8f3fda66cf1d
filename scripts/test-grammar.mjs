// Tests the grammars in syntaxes/ on test/grammar/*.test.yaml, over the YAML and SQL grammars of a real VS Code.
// They are not published on their own, so they are taken from the host that the host tests run in.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureHost } from './host/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ scopeName: string, path: string, injectTo?: string[] }} Grammar */

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * What an extension contributes, with absolute paths.
 * @param {string} folder
 * @returns {Grammar[]}
 */
const contributed = (folder) => {
  const grammars = readJson(join(folder, 'package.json')).contributes?.grammars ?? [];
  return grammars.map((grammar) => ({ ...grammar, path: join(folder, grammar.path) }));
};

/**
 * A grammar that package.json forgets would never be seen by anyone.
 * @param {Grammar[]} own
 */
const forgotten = (own) => {
  const paths = new Set(own.map((grammar) => relative(root, grammar.path).replaceAll('\\', '/')));
  return readdirSync(join(root, 'syntaxes')).filter((name) => !paths.has(`syntaxes/${name}`));
};

/**
 * Runs vscode-tmgrammar-test, which resolves paths from the folder of its configuration.
 * @param {Grammar[]} grammars
 * @returns {number} exit code
 */
const runTests = (grammars) => {
  const folder = mkdtempSync(join(tmpdir(), 'delabs-grammar-'));
  try {
    const config = join(folder, 'package.json');
    const entries = grammars.map((grammar) => ({ ...grammar, path: relative(folder, grammar.path) }));
    writeFileSync(config, JSON.stringify({ contributes: { grammars: entries } }));
    const tool = createRequire(import.meta.url).resolve('vscode-tmgrammar-test/dist/unit.js');
    const args = [tool, '--compact', '--config', config, 'test/grammar/*.test.yaml'];
    return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const own = contributed(root);
const missing = forgotten(own);
if (missing.length > 0)
  console.error(`package.json contributes no grammar for syntaxes/${missing.join(', syntaxes/')}`);
const extensions = join((await ensureHost('current')).codeServer, 'lib', 'vscode', 'extensions');
const code = runTests([...['yaml', 'sql'].flatMap((name) => contributed(join(extensions, name))), ...own]);
process.exitCode = missing.length > 0 ? 1 : code;
