// Shows the feedback panel and the grades without VS Code: every fixture state in every theme, as static pages under the
// webview's own content security policy, and as screenshots.
//
//   node scripts/preview-panel.mjs [--shots <folder>] [--state <name>] [--theme <name>] [--width <px>]
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureBrowser } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = path.join(root, '.cache', 'preview');

/**
 * The panel's script as it ships: one classic script, nothing loaded later.
 * @returns {Promise<Uint8Array>}
 */
export async function bundlePanel() {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'src/webview/main.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome132',
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  const [script] = outputFiles;
  if (!script) throw new Error('esbuild wrote no bundle');
  return script.contents;
}

/** The fixtures are TypeScript: bundled once, then imported. */
async function loadFixtures() {
  const outfile = path.join(out, 'fixtures.mjs');
  const contents = ['page', 'states', 'grades-states', 'themes']
    .map((name) => `export * from './${name}.js';`)
    .join('');
  const stdin = { contents, resolveDir: path.join(root, 'test/webview') };
  await build({ stdin, bundle: true, format: 'esm', platform: 'node', outfile, logLevel: 'warning' });
  return import(pathToFileURL(outfile).href);
}

/** @param {{ state?: string, theme?: string }} only */
async function writePages(only) {
  const { panelPage, states, gradesStates, themes } = await loadFixtures();
  const shown = [
    ...Object.entries(states).map(([state, messages]) => ({ state, messages, page: 'feedback' })),
    ...Object.entries(gradesStates).map(([state, messages]) => ({ state, messages, page: 'grades' })),
  ];
  writeFileSync(path.join(out, 'panel.js'), await bundlePanel());
  const pages = [];
  for (const [themeName, theme] of Object.entries(themes)) {
    for (const { state, messages, page } of shown) {
      if ((only.theme && only.theme !== themeName) || (only.state && only.state !== state)) continue;
      const file = path.join(out, `${themeName}-${state}.html`);
      writeFileSync(file, panelPage({ theme, messages, page, script: 'panel.js', cspSource: 'file:' }));
      pages.push({ name: `${themeName}-${state}`, file });
    }
  }
  return pages;
}

/** @param {import('playwright-core').Browser} browser */
async function shoot(browser, { name, file }, { folder, width }) {
  const page = await browser.newPage({ viewport: { width, height: 720 }, reducedMotion: 'reduce' });
  const problems = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(pathToFileURL(file).href);
  await page.waitForTimeout(350);
  await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });
  await page.close();
  for (const problem of problems) console.error(`${name}: ${problem}`);
  return problems.length;
}

async function main() {
  const { values } = parseArgs({
    options: {
      shots: { type: 'string' },
      state: { type: 'string' },
      theme: { type: 'string' },
      width: { type: 'string', default: '960' },
    },
  });
  mkdirSync(out, { recursive: true });
  const pages = await writePages(values);
  console.log(`${pages.length} pages in ${path.relative(process.cwd(), out)}`);
  if (!values.shots) return;
  mkdirSync(values.shots, { recursive: true });
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args });
  let problems = 0;
  for (const page of pages)
    problems += await shoot(browser, page, { folder: values.shots, width: Number(values.width) });
  await browser.close();
  console.log(`${pages.length} screenshots in ${values.shots}`);
  if (problems > 0) process.exitCode = 1;
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) await main();
