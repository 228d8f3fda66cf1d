// Starts VS Code's own server (the bundled entry, not code-server's wrapper: one process less, and no login page).
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { logTail, startGuarded } from './guarded.mjs';
import { createRoot, hostEnvironment } from './root.mjs';

/**
 * @typedef {import('./install.mjs').Host} Host
 * @typedef {import('./root.mjs').HostRoot} HostRoot
 * @typedef {object} ServerOptions
 * @property {Record<string, unknown>} [settings] user settings, over the quiet ones
 * @property {boolean} [trust] workspace trust on: folders open in Restricted Mode (default off)
 * @property {Record<string, string | undefined>} [env] added to the extension host's environment
 * @property {boolean} [driver] the smoke test driver (default on; newer versions ignore test extensions without it)
 * @property {boolean} [keep] leave the temporary folder for inspection (default: removed)
 * @property {string} [vsix] a packaged extension to install first
 * @property {(line: string) => void} [log]
 * @typedef {object} Address
 * @property {string} url
 * @property {string} authority what a vscode-remote: address of this server starts with
 * @property {HostRoot} root
 * @property {string} logFile
 * @typedef {Address & import('./guarded.mjs').Guarded} Server
 */

const START_SECONDS = 60;

/**
 * Arguments for Node: the server's entry, which also installs extensions, and its own.
 * @param {Host} host
 * @param {HostRoot} root
 * @param {string[]} flags
 */
const serverArgs = (host, root, flags) => [
  join(host.codeServer, 'lib', 'vscode', 'out', 'server-main.js'),
  '--accept-server-license-terms',
  `--server-data-dir=${root.path}`,
  `--user-data-dir=${root.dataDir}`,
  `--extensions-dir=${root.extensionsDir}`,
  ...flags,
];

/**
 * Installs a packaged extension the way `code --install-extension` does.
 * @param {Host} host
 * @param {HostRoot} root
 * @param {string} vsix
 */
export async function installVsix(host, root, vsix) {
  const args = serverArgs(host, root, [`--install-extension=${vsix}`, '--force']);
  const run = promisify(execFile)(host.node, args, { env: hostEnvironment(root) });
  const { stdout, stderr } = await run.catch((error) => error);
  // The words decide: some refusals end with exit code 0.
  if (!/was successfully installed/.test(stdout)) throw new Error(`Installing ${vsix} failed:\n${stdout}${stderr}`);
}

/**
 * @param {Host} host
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(host, options = {}) {
  const { settings, trust = false, env, driver = true, keep = false, vsix, log = console.error } = options;
  const root = createRoot({ 'security.workspace.trust.enabled': trust, ...settings });
  try {
    if (vsix) await installVsix(host, root, vsix);
  } catch (error) {
    rmSync(root.path, { recursive: true, force: true });
    throw error;
  }
  const flags = ['--host=127.0.0.1', '--port=0', '--without-connection-token', '--disable-telemetry'];
  flags.push('--disable-experiments', '--log=info');
  if (!trust) flags.push('--disable-workspace-trust');
  if (driver) flags.push('--enable-smoke-test-driver');
  const logFile = join(root.path, 'server.log');
  const { died, stop } = startGuarded(root, [host.node, ...serverArgs(host, root, flags)], { env, keep, logFile, log });

  let failure = '';
  died.then((how) => (failure = how));
  for (const deadline = Date.now() + START_SECONDS * 1000; !failure; await sleep(30)) {
    const port = /listening on (\d+)/.exec(readFileSync(logFile, 'utf8'))?.[1];
    if (port) return { url: `http://127.0.0.1:${port}`, authority: `127.0.0.1:${port}`, root, logFile, died, stop };
    if (Date.now() > deadline) failure = `the server did not start in ${START_SECONDS} s:\n${logTail(logFile)}`;
  }
  await stop();
  throw new Error(failure);
}
