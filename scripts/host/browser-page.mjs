// Opens the workbench of a test host in Chromium.
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureBrowser } from '../browser.mjs';
import { hostEnvironment } from './root.mjs';

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./server.mjs').Server} Server
 */

/** Rootless containers and CI have no user namespaces for the sandbox; the pages are our own. */
const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No name but the loopback's is ever looked up, whatever a page asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/**
 * @param {object} [options]
 * @param {import('./root.mjs').HostRoot} [options.root] keeps the browser's own files out of the user's home, and lets
 *   the server's stop() end a browser that was not closed before
 * @param {boolean} [options.headed]
 * @param {string[]} [options.args]
 * @param {boolean} [options.ownSignals] the caller closes the browser on SIGINT and the like (default: playwright does,
 *   and ends the process)
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<Browser>}
 */
export const launchBrowser = ({ root, headed = false, args = [], ownSignals = false, log } = {}) =>
  chromium.launch({
    executablePath: ensureBrowser({ log }),
    headless: !headed,
    args: [...QUIET_FLAGS, ...args],
    env: root ? hostEnvironment(root) : process.env,
    handleSIGINT: !ownSignals,
    handleSIGTERM: !ownSignals,
    handleSIGHUP: !ownSignals,
  });

/**
 * The address by which the workbench names a file or folder of the server's machine.
 * @param {Server} server
 * @param {string} path
 */
export const remoteUri = (server, path) =>
  `vscode-remote://${server.authority}${resolve(path).split('/').map(encodeURIComponent).join('/')}`;

/**
 * @param {Server} server
 * @param {{ folder?: string, workspace?: string, payload?: Record<string, string> }} [what] nothing: an empty window
 */
export function workbenchUrl(server, { folder, workspace, payload } = {}) {
  const url = new URL(server.url);
  if (workspace) url.searchParams.set('workspace', resolve(workspace));
  else if (folder) url.searchParams.set('folder', resolve(folder));
  else url.searchParams.set('ew', 'true');
  if (payload) url.searchParams.set('payload', JSON.stringify(Object.entries(payload)));
  return url.href;
}

/**
 * Opens a page and waits until the workbench shows. `prepare` runs before anything is loaded: the place for
 * page.exposeFunction and listeners.
 * @param {Browser} browser
 * @param {Server} server
 * @param {Parameters<typeof workbenchUrl>[1] & {
 *   viewport?: { width: number, height: number }, prepare?: (page: Page) => Promise<void>
 * }} [options]
 * @returns {Promise<Page>}
 */
export async function openWorkbench(browser, server, { viewport, prepare, ...what } = {}) {
  const context = await browser.newContext({ viewport: viewport ?? { width: 1280, height: 800 } });
  const page = await context.newPage();
  await prepare?.(page);
  await page.goto(workbenchUrl(server, what));
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  return page;
}
