import { access, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Options } from 'pacote';

/** Longest wait between two attempts, in milliseconds: a person is looking at a progress bar. */
const longestRetryWait = 4000;

/**
 * Registry, proxy, certificates and credentials as the user's npm has them: `.npmrc` of the user and of the npm found on
 * the PATH, and `npm_config_*` variables. A workspace's own `.npmrc` is left out: it may come from a stranger.
 */
export const npmOptions = async (env: NodeJS.ProcessEnv): Promise<Options> => {
  const [{ default: Config }, { default: npm }] = await Promise.all([
    import('@npmcli/config'),
    import('@npmcli/config/lib/definitions/index.js'),
  ]);
  const node = await nodeOnPath(env);
  const config = new Config({
    definitions: npm.definitions,
    shorthands: npm.shorthands,
    flatten: npm.flatten,
    ...{ nerfDarts: npm.nerfDarts },
    npmPath: npmFolder(node),
    execPath: node,
    env: { ...env },
    argv: [],
    cwd: env['HOME'] ?? homedir(),
  });
  await config.load();
  // npm's cache would keep a second copy of everything.
  const { cache: _cache, ...flat } = config.flat as Options & { cache?: string };
  return { ...flat, retry: { retries: 2, ...flat.retry, minTimeout: 500, factor: 3, maxTimeout: longestRetryWait } };
};

/** The learner's `node`: in VS Code this process is Electron, and npm looks for its global files beside node. */
const nodeOnPath = async (env: NodeJS.ProcessEnv): Promise<string> => {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  for (const folder of folders) {
    const file = path.join(folder, name);
    const found = await access(file).then(
      () => realpath(file),
      () => undefined,
    );
    if (found !== undefined) return found;
  }
  return process.execPath;
};

const npmFolder = (node: string): string =>
  process.platform === 'win32'
    ? path.join(path.dirname(node), 'node_modules', 'npm')
    : path.join(path.dirname(node), '..', 'lib', 'node_modules', 'npm');
