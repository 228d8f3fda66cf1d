// One throw-away folder per run that stands in for the user's home, so that a run neither sees nor leaves anything.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {{ path: string, home: string, tmp: string, dataDir: string, extensionsDir: string }} HostRoot */

/** The environment variable that marks every process of a run, also those that left its process group. */
export const ROOT_MARK = 'DELABS_HOST_ROOT';

/** Nothing that moves, pops up, phones out or depends on the day: the state a test expects is the state it sets. */
const QUIET_SETTINGS = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'task.autoDetect': 'off',
  'telemetry.telemetryLevel': 'off',
  'terminal.integrated.enablePersistentSessions': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'window.restoreWindows': 'none',
  'workbench.editor.enablePreview': false,
  'workbench.editor.useModal': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Package tools' own settings (mirrors, proxies) live in the home that a run does not see; variables still reach them. */
const USER_CONFIG = {
  npm_config_userconfig: '.npmrc',
  PIP_CONFIG_FILE: '.config/pip/pip.conf',
  UV_CONFIG_FILE: '.config/uv/uv.toml',
};

/** Left by a VS Code, Electron or npm that we may be running inside of; they would steer the host. */
const FOREIGN = /^(VSCODE_|ELECTRON_|CODE_SERVER_|npm_(package|lifecycle)_|NODE_OPTIONS$)/;

/**
 * Sockets are made below `tmp`, and their paths may hold about a hundred characters: macOS's own folder is too long.
 * @param {Record<string, unknown>} [settings] added to the quiet user settings
 * @returns {HostRoot}
 */
export function createRoot(settings = {}) {
  const base = tmpdir().length > 24 && existsSync('/tmp') ? '/tmp' : tmpdir();
  const path = mkdtempSync(join(base, 'delabs-host-'));
  const root = {
    path,
    home: join(path, 'home'),
    tmp: join(path, 't'),
    dataDir: join(path, 'data'),
    extensionsDir: join(path, 'extensions'),
  };
  const userDir = join(root.dataDir, 'User');
  for (const dir of [root.home, root.tmp, root.extensionsDir, userDir]) mkdirSync(dir, { recursive: true });
  chmodSync(root.tmp, 0o700);
  writeFileSync(join(userDir, 'settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2));
  return root;
}

/**
 * The environment of the server and with it of the extension host, its terminals and tasks.
 * @param {HostRoot} root
 * @param {Record<string, string | undefined>} [extra]
 */
export function hostEnvironment(root, extra = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const config = Object.entries(USER_CONFIG).filter(([, file]) => existsSync(join(homedir(), file)));
  return {
    ...Object.fromEntries(config.map(([name, file]) => [name, join(homedir(), file)])),
    ...Object.fromEntries(inherited),
    HOME: root.home,
    XDG_CONFIG_HOME: join(root.home, '.config'),
    XDG_DATA_HOME: join(root.home, '.local', 'share'),
    XDG_CACHE_HOME: join(root.home, '.cache'),
    XDG_STATE_HOME: join(root.home, '.local', 'state'),
    XDG_RUNTIME_DIR: root.tmp,
    TMPDIR: root.tmp,
    SHELL: '/bin/bash',
    // code-server's switch: no marketplace, so no requests to one.
    EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":""}',
    ...extra,
    [ROOT_MARK]: root.path,
  };
}
