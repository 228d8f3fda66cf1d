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

/** The tool hangs on an assertion that it can't read: more than one ` - `, for one. */
const TIMEOUT_MS = 120_000;

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
 * @param {string[]} files relative to the repository
 * @returns {number} how many of the files failed
 */
const runTests = (grammars, files) => {
  const folder = mkdtempSync(join(tmpdir(), 'delabs-grammar-'));
  try {
    const config = join(folder, 'package.json');
    const entries = grammars.map((grammar) => ({ ...grammar, path: relative(folder, grammar.path) }));
    writeFileSync(config, JSON.stringify({ contributes: { grammars: entries } }));
    const tool = createRequire(import.meta.url).resolve('vscode-tmgrammar-test/dist/unit.js');
    const args = [tool, '--compact', '--config', config, ...files];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
    });
    console.log(`${stdout}${stderr}`.trim());
    if (status === null) console.error('vscode-tmgrammar-test did not finish; look for an assertion it cannot read');
    return status === 0 ? 0 : Math.max(1, files.filter((file) => stdout.includes(`ERROR ${file}:`)).length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const own = contributed(root);
const missing = forgotten(own);
if (missing.length > 0)
  console.error(`package.json contributes no grammar for syntaxes/${missing.join(', syntaxes/')}`);
const extensions = join((await ensureHost('current')).codeServer, 'lib', 'vscode', 'extensions');
const files = readdirSync(join(root, 'test', 'grammar')).map((name) => `test/grammar/${name}`);
const failedFiles = runTests(
  [...['yaml', 'sql'].flatMap((name) => contributed(join(extensions, name))), ...own],
  files,
);

// The check of package.json counts as a test of its own.
const failed = failedFiles + (missing.length > 0 ? 1 : 0);
const counts = { passed: files.length + 1 - failed, failed, skipped: 0 };
if (process.env.DELABS_TEST_REPORT) writeFileSync(process.env.DELABS_TEST_REPORT, JSON.stringify(counts));
console.log(`grammar: ${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
