// The one entry for host tests: the same suite runs in our hosts or in a desktop VS Code.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';

const launcher = fileURLToPath(new URL('launcher.mjs', import.meta.url));

/**
 * DELABS_VSCODE=<path of an installed VS Code's executable> and DELABS_VSCODE_DOWNLOAD=1 (or =<version>) choose a
 * desktop VS Code, the second one from its download site. Never by itself: a test run must not depend on that site.
 */
const desktop = async () => {
  const { DELABS_VSCODE: path, DELABS_VSCODE_DOWNLOAD: version } = process.env;
  if (path) {
    if (!existsSync(path)) throw new Error(`DELABS_VSCODE is '${path}', which does not exist.`);
    return path;
  }
  return version ? downloadAndUnzipVSCode(version === '1' ? 'stable' : version) : undefined;
};

/**
 * Resolves when the suite passes and rejects with test-electron's error when it does not. Variables in `env` whose names
 * start with DELABS_ reach the suite; so does the caller's environment, apart from what steers VS Code itself.
 * @param {object} options
 * @param {import('./install.mjs').HostName} [options.host] ignored by a desktop VS Code
 * @param {string} options.extensionDevelopmentPath
 * @param {string} options.extensionTestsPath
 * @param {string} options.folder
 * @param {Record<string, string | undefined>} [options.env]
 * @returns {Promise<void>}
 */
export async function runInHost({ host = 'current', extensionDevelopmentPath, extensionTestsPath, folder, env = {} }) {
  await runTests({
    vscodeExecutablePath: (await desktop()) ?? launcher,
    extensionDevelopmentPath,
    extensionTestsPath,
    launchArgs: [folder],
    extensionTestsEnv: { ...env, DELABS_HOST: host },
  });
}
