// Takes out of an installed host what a test run never loads: half of its size, and so half of what CI caches and moves.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Paths below lib/vscode: AI features and their sandbox (off in our settings), and Windows-only modules. */
const UNUSED = [
  'extensions/copilot',
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/windows-process-tree',
  'node_modules/@vscode/windows-registry',
];

/** Folders below lib/vscode that hold one folder of binaries per platform. */
const PER_PLATFORM = ['node_modules/@vscode/ripgrep-universal/bin', 'node_modules/node-pty/prebuilds'];

/** @param {string} path */
const remove = (path) => rmSync(path, { recursive: true, force: true });

/**
 * @param {string} vscode the host's lib/vscode
 * @param {string} [nodePackage] the folder of the Node that was installed for it; its headers are needed only to build
 */
export function trim(vscode, nodePackage) {
  for (const path of UNUSED) remove(join(vscode, path));
  for (const folder of PER_PLATFORM.map((path) => join(vscode, path)).filter(existsSync)) {
    const others = readdirSync(folder).filter((name) => name !== `${process.platform}-${process.arch}`);
    for (const name of others) remove(join(folder, name));
  }
  const modules = join(vscode, 'node_modules');
  for (const name of readdirSync(modules, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.map') || name.endsWith('/build/Release/obj.target')) remove(join(modules, name));
  }
  if (nodePackage) remove(join(nodePackage, 'include'));
}
