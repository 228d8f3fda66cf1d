// Opens an editor with the built extension: desktop VS Code when `code` is on PATH, else VS Code in the browser.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const shell = process.platform === 'win32';
const hasCode = () => spawnSync('code', ['--version'], { stdio: 'ignore', shell }).status === 0;

/** Folder the editor opens: the learner's work, outside the clone. */
const workFolder = () => {
  const folder = path.join(homedir(), 'data-engineering-labs');
  mkdirSync(folder, { recursive: true });
  return folder;
};

/**
 * @param {string} vsix
 * @returns {Promise<number>} exit code
 */
export async function openEditor(vsix) {
  const folder = workFolder();
  if (hasCode()) {
    const installed = spawnSync('code', ['--install-extension', vsix, '--force'], { stdio: 'inherit', shell });
    if (installed.status !== 0) return installed.status ?? 1;
    console.log('Opening VS Code: choose Labs in the activity bar.');
    return spawnSync('code', [folder], { stdio: 'inherit', shell }).status ?? 1;
  }
  console.log('VS Code (`code`) is not on PATH: preparing VS Code for the browser.');
  return serveBrowserEditor(vsix, folder);
}

async function serveBrowserEditor(vsix, folder) {
  const { default: envPaths } = await import('env-paths');
  const { ensureHost } = await import('./host/install.mjs');
  const { startServer } = await import('./host/server.mjs');
  // The server's own folders are thrown away when it stops; progress and toolchain are kept where `delabs` keeps them.
  const env = { DELABS_HOME: process.env.DELABS_HOME ?? envPaths('delabs', { suffix: '' }).data };
  const server = await startServer(await ensureHost('current'), { vsix, env, driver: false });
  const address = new URL(server.url);
  address.searchParams.set('folder', folder);
  console.log(`\nOpen ${address.href}\nand choose Labs in the activity bar. Ctrl+C stops the editor.`);
  await new Promise((resolve) => process.once('SIGINT', resolve));
  await server.stop();
  return 0;
}
