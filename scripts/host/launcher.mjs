#!/usr/bin/env node
// Stands where @vscode/test-electron expects the VS Code executable: takes the same arguments, runs the suite in a real
// extension host of code-server, and exits with the suite's code. Everything else is set by environment variables, since
// test-electron decides the arguments:
//   DELABS_HOST=current|oldest   DELABS_HOST_VSIX=<file>, to test the packaged extension
//   DELABS_HOST_TIMEOUT=<seconds, 180>   DELABS_HOST_KEEP=1, to leave the temporary folder
import { join } from 'node:path';
import { ensureBrowser } from '../browser.mjs';
import { launchBrowser } from './browser-page.mjs';
import { logTail } from './guarded.mjs';
import { ensureHost, toolsCache } from './install.mjs';
import { startServer } from './server.mjs';
import { runSuite } from './suite.mjs';

const TIMED_OUT = 124;
const LOST_PARENT = 129;
const started = performance.now();
const log = (/** @type {string} */ line) => console.error(line);
const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;

/** @param {string} name */
const argument = (name) => {
  const prefix = `--${name}=`;
  return process.argv.find((value) => value.startsWith(prefix))?.slice(prefix.length);
};

const readInput = () => {
  const { DELABS_HOST, DELABS_HOST_VSIX, DELABS_HOST_TIMEOUT, DELABS_HOST_KEEP } = process.env;
  const development = argument('extensionDevelopmentPath');
  const tests = argument('extensionTestsPath');
  if (!development || !tests) throw new Error('--extensionDevelopmentPath= and --extensionTestsPath= are needed.');
  return {
    name: /** @type {import('./install.mjs').HostName} */ (DELABS_HOST || 'current'),
    vsix: DELABS_HOST_VSIX || undefined,
    limit: Number(DELABS_HOST_TIMEOUT || 180),
    keep: DELABS_HOST_KEEP === '1',
    folder: process.argv.slice(2).find((value) => !value.startsWith('-')),
    development,
    tests,
  };
};

/**
 * Settles with an exit code when this process is told to end, or when the one that started it is gone.
 * @returns {Promise<number>}
 */
const interruption = () =>
  new Promise((resolve) => {
    process
      .on('SIGINT', () => resolve(130))
      .on('SIGTERM', () => resolve(143))
      .on('SIGHUP', () => resolve(LOST_PARENT));
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve(LOST_PARENT), 500).unref();
  });

/** @param {import('playwright-core').Page | undefined} page */
const screenshot = async (page) => {
  const path = join(toolsCache(), 'screenshots', `timeout-${new Date().toISOString().replaceAll(/\D/g, '')}.png`);
  await page?.screenshot({ path, timeout: 10_000 });
  return page ? path : 'none, there was no page yet';
};

const main = async () => {
  const interrupted = interruption();
  const input = readInput();
  let installing = true;
  interrupted.then((code) => installing && process.exit(code));
  const host = await ensureHost(input.name, { log });
  ensureBrowser({ log });
  installing = false;
  const server = await startServer(host, { vsix: input.vsix, keep: input.keep, log });
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  try {
    // playwright's temporary folders too go below the run's root: they are removed with it when this process is killed.
    process.env.TMPDIR = server.root.tmp;
    browser = await launchBrowser({ root: server.root, ownSignals: true, log });
    log(`[host] ${input.name}: VS Code ${host.vscodeVersion}, Chromium ${browser.version()}, up after ${seconds()}`);
    /** @type {import('playwright-core').Page | undefined} */
    let page;
    const suite = runSuite(browser, server, {
      development: input.vsix ? undefined : input.development,
      tests: input.tests,
      folder: input.folder,
      onPage: (opened) => (page = opened),
    });
    const timeout = new Promise((resolve) => setTimeout(resolve, input.limit * 1000, TIMED_OUT).unref());
    const code = await Promise.race([suite, timeout, interrupted]);
    if (code === TIMED_OUT) {
      const picture = await screenshot(page).catch((/** @type {Error} */ error) => `failed, ${error.message}`);
      log(`[host] the suite gave no result in ${input.limit} s (DELABS_HOST_TIMEOUT)`);
      log(`[host] screenshot: ${picture}\n[host] end of the server's log:\n${logTail(server.logFile)}`);
    }
    return code;
  } finally {
    await browser?.close().catch(() => {});
    await server.stop();
    log(`[host] ${input.keep ? `kept ${server.root.path}, ` : ''}done after ${seconds()}`);
  }
};

process.exit(
  await main().catch((error) => {
    log(`[host] ${error instanceof Error ? error.message : error}`);
    return 1;
  }),
);
