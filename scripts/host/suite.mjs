// Runs one test suite in the extension host of a started server, the way `code --extensionTestsPath` does on a desktop.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve as absolute } from 'node:path';
import { openWorkbench, remoteUri } from './browser-page.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./server.mjs').Server} Server
 */

/** The workbench's own log lines, which come through the same channel as the suite's output. */
const NOISE = new RegExp(
  `^(${[
    'Resolv(ing|ed) connection token',
    'Creating a socket',
    '\\[reconnection-grace-time\\]',
    '(Ignoring fetching|Updating) additional builtin extensions',
    'ChatSessionStore:',
    '\\[AgentHost',
    '\\[AccountPolicyGate\\]',
    'Creation of workbench contribution',
    '\\[Service Worker\\] registration',
  ].join('|')})`,
);

/**
 * The workbench calls these two by name when the smoke test driver is on. They have to exist before it loads.
 * @param {Page} page
 * @param {(code: number) => void} exit
 */
const bridge = async (page, exit) => {
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
    if (NOISE.test(String(args[0]))) return;
    if (type === 'error' || type === 'warn') console.error(...args);
    else console.log(...args);
  });
  await page.exposeFunction('codeAutomationExit', exit);
};

/**
 * Writes what the window is told to run. The suite is wrapped so that its end leaves a trace: when the extension host
 * dies on the way, the workbench reports 0. For a packaged extension the development extension is an empty one.
 * @param {string} dir
 * @param {string} tests
 */
const prepareSuite = (dir, tests) => {
  const files = { carrier: dir, wrapper: join(dir, 'run.cjs'), completed: join(dir, 'completed') };
  const manifest = { name: 'suite-carrier', publisher: 'delabs', version: '0.0.1', engines: { vscode: '*' } };
  const [suite, completed] = [absolute(tests), files.completed].map((path) => JSON.stringify(path));
  mkdirSync(dir);
  writeFileSync(join(dir, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    files.wrapper,
    `exports.run = async () => {
  await require(${suite}).run();
  require('node:fs').writeFileSync(${completed}, '');
};
`,
  );
  return files;
};

/**
 * Settles with the suite's exit code, and fails when the suite can no longer give one.
 * @param {import('playwright-core').Browser} browser
 * @param {Server} server
 * @param {object} suite
 * @param {string} [suite.development] folder of the development extension; nothing: the installed ones are tested
 * @param {string} suite.tests module that exports run()
 * @param {string} [suite.folder] what the window opens
 * @param {(page: Page) => void} suite.onPage
 * @returns {Promise<number>}
 */
export const runSuite = (browser, server, { development, tests, folder, onPage }) =>
  new Promise((resolve, reject) => {
    const { carrier, wrapper, completed } = prepareSuite(join(server.root.path, 'suite'), tests);
    const exit = (/** @type {number} */ code) => {
      if (code !== 0 || existsSync(completed)) resolve(code);
      else reject(new Error('The extension host ended before the suite did.'));
    };
    const prepare = async (/** @type {Page} */ page) => {
      onPage(page);
      page.on('crash', () => reject(new Error('The page with the workbench crashed.')));
      page.on('pageerror', (error) => console.error(`[host] error in the workbench: ${error.message}`));
      await bridge(page, exit);
    };
    const payload = {
      extensionDevelopmentPath: remoteUri(server, development ?? carrier),
      extensionTestsPath: remoteUri(server, wrapper),
      skipWelcome: 'true',
      skipReleaseNotes: 'true',
    };
    server.died.then((how) => reject(new Error(how)));
    openWorkbench(browser, server, { folder, payload, prepare }).catch(reject);
  });
