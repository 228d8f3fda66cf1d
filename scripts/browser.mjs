// Finds the Chromium-family browser that the host tests and the screenshots drive, and installs one where that is a
// single, well-known command. playwright-core brings no browser of its own, and its download site may be out of reach.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const PATH_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** Where the browsers' own installers put them when they leave nothing on PATH. */
const wellKnown = () => {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const apps = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap((root) => (root ? apps.map((app) => join(root, app)) : []));
  }
  return [
    '/usr/lib/chromium/chromium',
    '/snap/bin/chromium',
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
  ];
};

/** @param {string} file */
const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/** @param {string[]} names */
const onPath = (names) => {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
};

/**
 * The path of an installed Chromium, Chrome or Edge. DELABS_BROWSER wins, and is an error when it names nothing that
 * runs: falling back to another browser would hide the mistake.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const chosen = process.env.DELABS_BROWSER;
  if (chosen) {
    const found = isExecutable(chosen) ? chosen : onPath([chosen]);
    if (!found) throw new Error(`DELABS_BROWSER is '${chosen}', which is not an executable file.`);
    return found;
  }
  return onPath(PATH_NAMES) ?? wellKnown().find(isExecutable);
}

const APT = [['update'], ['install', '-y', '--no-install-recommends', 'chromium']];

/** The command that would give this machine a browser, to be read by a person. */
const cure = () => {
  if (process.platform === 'darwin') return 'brew install --cask google-chrome';
  if (process.platform === 'win32') return 'winget install --id Google.Chrome';
  if (onPath(['apt-get'])) return APT.map((args) => `sudo apt-get ${args.join(' ')}`).join(' && ');
  return onPath(['dnf']) ? 'sudo dnf install -y chromium' : 'install Chromium with your package manager';
};

/** @param {string} why */
const noBrowser = (why) =>
  new Error(`${why} Run:\n\n  ${cure()}\n\nor set DELABS_BROWSER to the path of a Chromium, Chrome or Edge.`);

/**
 * Like findBrowser, but installs Debian's Chromium when that needs no question asked: as root, with apt-get.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {string}
 */
export function ensureBrowser({ log = console.error } = {}) {
  const found = findBrowser();
  if (found) return found;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !onPath(['apt-get'])) {
    throw noBrowser('No Chromium, Chrome or Edge was found.');
  }
  for (const args of APT) {
    const command = `apt-get ${args.join(' ')}`;
    log(`[browser] none found, running: ${command}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status, stdout, stderr } = spawnSync('apt-get', args, { encoding: 'utf8', env, maxBuffer: 64 << 20 });
    if (status !== 0) {
      const tail = `${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n');
      throw noBrowser(`'${command}' failed:\n${tail}\n`);
    }
  }
  const installed = findBrowser();
  if (!installed) throw noBrowser('apt-get reported success, but there is still no browser.');
  return installed;
}
