import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { fileURLToPath } from 'node:url';
import type { FromGrades, ToGrades } from '../../src/protocol/grades-page.js';
import type { FromPanel, ToPanel } from '../../src/protocol/panel.js';
import { panelPage } from './page.js';
import { themes } from './themes.js';

const origin = 'https://panel.test';

interface Scripts {
  bundlePanel(): Promise<Uint8Array>;
  ensureBrowser(): string;
}

const script = async (name: string): Promise<Scripts> =>
  (await import(new URL(`../../scripts/${name}`, import.meta.url).href)) as Scripts;

/** The panel in a page, and what it does to the world. */
export interface Panel {
  readonly page: Page;
  /** Everything the page asked the network for beside itself and its script. */
  readonly requests: readonly string[];
  /** Console output and uncaught errors. */
  readonly noise: readonly string[];
  send(...messages: readonly (ToPanel | ToGrades)[]): Promise<void>;
  posted(): Promise<readonly (FromPanel | FromGrades)[]>;
  kept(): Promise<unknown>;
  violations(): Promise<readonly string[]>;
  /** Calls a function of in-page.js. */
  ask<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  readonly theme?: keyof typeof themes;
  readonly messages?: readonly (ToPanel | ToGrades)[];
  /** The feedback panel when absent. */
  readonly page?: 'feedback' | 'grades';
  readonly kept?: unknown;
  /** With the clock stopped, to be moved by the test. */
  readonly frozen?: boolean;
}

/** One browser and one bundle for the tests of a file. */
export interface Lab {
  open(options?: OpenOptions): Promise<Panel>;
  close(): Promise<void>;
}

const onlyOwnFiles = async (page: Page, html: string, bundle: Uint8Array, requests: string[]): Promise<void> => {
  await page.route('**/*', async (route) => {
    const url = route.request().url();
    if (url === `${origin}/`) return route.fulfill({ contentType: 'text/html', body: html });
    if (url === `${origin}/panel.js`) {
      return route.fulfill({ contentType: 'text/javascript', body: Buffer.from(bundle) });
    }
    if (!url.endsWith('/favicon.ico')) requests.push(url);
    return route.abort();
  });
};

const openPanel = async (browser: Browser, bundle: Uint8Array, options: OpenOptions): Promise<Panel> => {
  const { theme = 'dark', messages = [], page: shown = 'feedback', kept, frozen = false, ...contextOptions } = options;
  const viewport = { width: 960, height: 720 };
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport, ...contextOptions });
  const page = await context.newPage();
  const requests: string[] = [];
  const noise: string[] = [];
  page.on('console', (message) => noise.push(message.text()));
  page.on('pageerror', (error) => noise.push(String(error)));
  const html = panelPage({
    ...{ theme: themes[theme], messages, page: shown, script: 'panel.js', cspSource: origin, kept },
  });
  await onlyOwnFiles(page, html, bundle, requests);
  await page.addInitScript({ path: fileURLToPath(new URL('in-page.js', import.meta.url)) });
  if (frozen) await page.clock.install({ time: 0 });
  await page.goto(`${origin}/`);
  if (frozen) await page.clock.pauseAt(60_000);
  return {
    page,
    requests,
    noise,
    send: async (...more) => {
      for (const message of more) await page.evaluate(`postMessage(${JSON.stringify(message)}, '*')`);
      await page.evaluate('new Promise((done) => { onmessage = () => done(); postMessage(null, "*"); })');
    },
    posted: () => page.evaluate('harness.posted'),
    kept: () => page.evaluate('harness.kept'),
    violations: () => page.evaluate('harness.violations'),
    ask: (expression) => page.evaluate(`inPage.${expression}`),
    close: () => context.close(),
  };
};

export const openLab = async (): Promise<Lab> => {
  const [{ bundlePanel }, { ensureBrowser }] = [await script('preview-panel.mjs'), await script('browser.mjs')];
  const bundle = await bundlePanel();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args });
  return {
    open: (options = {}) => openPanel(browser, bundle, options),
    close: () => browser.close(),
  };
};
