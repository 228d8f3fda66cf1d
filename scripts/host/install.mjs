// Installs a real VS Code to test in, from the npm registry alone: code-server carries VS Code's server and workbench.
// 'current' is a recent VS Code, 'oldest' the first one we support (engines.vscode). Neither is a devDependency: they
// are big, they want a Node of their own, and only the host tests need them.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { compileNative, npmInstall } from './npm.mjs';
import { trim } from './trim.mjs';

/**
 * @typedef {'current' | 'oldest'} HostName
 * @typedef {{ node: string, codeServer: string, vscodeVersion: string }} Host
 * @typedef {{ codeServer: string, node: string, native: string[], ripgrep?: string }} Recipe
 */

/** Raise it when the steps below change, so that finished installs are redone. */
const REVISION = 1;
const PLATFORM = `${process.platform}-${process.arch}`;

/**
 * `native` lists what has no prebuilt binary and is missed when absent: log files (spdlog), an extension host that
 * ends with its server (watchdog), terminals and tasks (node-pty; prebuilt in newer versions). `ripgrep` replaces a
 * binary that the old package would download when installed: findFiles and text search fail without it.
 * @type {Record<HostName, Recipe>}
 */
const RECIPES = {
  current: { codeServer: '4.139.1', node: '24.21.0', native: ['@vscode/spdlog', '@vscode/native-watchdog'] },
  oldest: {
    codeServer: '4.99.4',
    node: '20.20.2',
    native: ['@vscode/spdlog', 'native-watchdog', 'node-pty'],
    ripgrep: '1.18.0',
  },
};

/** The folder for everything downloaded: hosts, and screenshots of runs that failed. */
export const toolsCache = () =>
  resolve(process.env.DELABS_TOOLS_CACHE || fileURLToPath(new URL('../../.cache', import.meta.url)));

/** @param {string} version */
const major = (version) => version.split('.')[0];

/**
 * Each code-server runs on one major version of Node: the running Node if it is that one, else one from npm.
 * @param {Recipe} recipe
 */
const nodePackage = (recipe) => (major(recipe.node) === major(process.versions.node) ? undefined : `node-${PLATFORM}`);

/**
 * @param {string} dir
 * @param {Recipe} recipe
 */
const layout = (dir, recipe) => {
  const modules = join(dir, 'node_modules');
  const own = nodePackage(recipe);
  const codeServer = join(modules, 'code-server');
  return {
    own,
    node: own ? join(modules, own, 'bin', 'node') : process.execPath,
    codeServer,
    vscode: join(codeServer, 'lib', 'vscode'),
    marker: join(dir, 'installed.json'),
  };
};

/**
 * @param {string} dir
 * @param {Recipe} recipe
 * @returns {Host | undefined}
 */
const installed = (dir, recipe) => {
  const { node, codeServer, marker } = layout(dir, recipe);
  if (!existsSync(marker) || !existsSync(node)) return undefined;
  const { revision, vscodeVersion } = JSON.parse(readFileSync(marker, 'utf8'));
  return revision === REVISION ? { node, codeServer, vscodeVersion } : undefined;
};

/**
 * @param {string} dir
 * @param {Recipe} recipe
 */
const install = async (dir, recipe) => {
  const { own, node, codeServer, vscode, marker } = layout(dir, recipe);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const dependencies = {
    'code-server': recipe.codeServer,
    ...(own ? { [own]: recipe.node } : {}),
    ...(recipe.ripgrep ? { [`@vscode/ripgrep-${PLATFORM}`]: recipe.ripgrep } : {}),
  };
  // Its own package.json also keeps the repository's .npmrc out: npm reads the one beside the nearest package.json.
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await npmInstall(process.execPath, dir);
  // code-server ships these two as bare trees with a shrinkwrap file and fills them in its install script.
  await npmInstall(node, vscode);
  await npmInstall(node, join(vscode, 'extensions'));
  for (const name of recipe.native) await compileNative(node, join(vscode, 'node_modules', name));
  if (recipe.ripgrep) {
    const target = join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin', 'rg');
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(dir, 'node_modules', '@vscode', `ripgrep-${PLATFORM}`, 'bin', 'rg'), target);
  }
  trim(vscode, own && join(dir, 'node_modules', own));
  const version = execFileSync(node, [join(vscode, 'out', 'server-main.js'), '--version'], { encoding: 'utf8' });
  const vscodeVersion = version.split('\n', 1).join();
  // Written last: a folder without it is an install that was cut short.
  writeFileSync(marker, JSON.stringify({ revision: REVISION, vscodeVersion }));
  return { node, codeServer, vscodeVersion };
};

/**
 * @param {HostName} name
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<Host>}
 */
export async function ensureHost(name, { log = console.error } = {}) {
  const recipe = RECIPES[name];
  if (!recipe) throw new Error(`Unknown host '${name}': use ${Object.keys(RECIPES).join(' or ')}.`);
  if (process.platform === 'win32') {
    throw new Error('code-server does not run on Windows. Set DELABS_VSCODE or DELABS_VSCODE_DOWNLOAD=1.');
  }
  const dir = join(toolsCache(), 'hosts', `${name}-${recipe.codeServer}`);
  return (
    installed(dir, recipe) ??
    withLock(`${dir}.lock`, log, async () => {
      const found = installed(dir, recipe);
      if (found) return found;
      log(`[host] installing '${name}' (code-server ${recipe.codeServer}) into ${dir}; about a minute, once`);
      const started = Date.now();
      const host = await install(dir, recipe);
      const seconds = Math.round((Date.now() - started) / 1000);
      log(`[host] '${name}' is VS Code ${host.vscodeVersion}, installed in ${seconds} s`);
      return host;
    })
  );
}
