// The npm client and its bundled node-gyp, run quietly: nothing is printed unless a command fails, and then its tail is.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';

const TAIL_LINES = 25;

/** npm's own script: the one that runs us, else the one beside this Node. */
const npmCli = () => {
  const running = process.env.npm_execpath;
  const beside = dirname(realpathSync(process.execPath));
  const candidates = [
    running && basename(running) === 'npm-cli.js' ? running : '',
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = candidates.find((file) => file && existsSync(file));
  if (!found) throw new Error(`There is no npm beside ${process.execPath}; run this through npm (npm run, npm exec).`);
  return found;
};

/**
 * The user's environment, with `node` first on PATH and its own headers for node-gyp. node-gyp lets npm_config_nodedir
 * win over its flags, so a value meant for another Node (in ~/.npmrc, say, which npm hands on) must be replaced here.
 * @param {string} node
 */
const environment = (node) => {
  const prefix = dirname(dirname(realpathSync(node)));
  const ownHeaders = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
  const kept = Object.entries(process.env).filter(([name]) => {
    return name !== 'NODE_OPTIONS' && !(ownHeaders && name.toLowerCase() === 'npm_config_nodedir');
  });
  return {
    ...Object.fromEntries(kept),
    ...(ownHeaders ? { npm_config_nodedir: prefix } : {}),
    npm_config_jobs: 'max',
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
  };
};

/**
 * @param {string} what shown when it fails
 * @param {string} node
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<void>}
 */
const run = (what, node, args, cwd) =>
  new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd, env: environment(node), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-100_000)));
    }
    const end = () => child.kill();
    process.once('exit', end);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('exit', end);
      if (code === 0) return resolve();
      const tail = output.trim().split('\n').slice(-TAIL_LINES).join('\n');
      reject(new Error(`${what} failed (${signal ?? `exit code ${code}`}) in ${cwd}:\n${tail}`));
    });
  });

/** They restate npm's defaults where a user's configuration could unpin the versions or refuse the install. */
const INSTALL_FLAGS = [
  '--ignore-scripts',
  '--omit=dev',
  '--include=optional',
  '--package-lock',
  '--no-engine-strict',
  '--no-bin-links',
  '--prefer-offline',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--loglevel=error',
];

/**
 * Installs what package.json and the lock or shrinkwrap file in `cwd` say, without running any package's scripts.
 * @param {string} node
 * @param {string} cwd
 */
export const npmInstall = (node, cwd) => run('npm install', node, [npmCli(), 'install', ...INSTALL_FLAGS], cwd);

/**
 * Compiles one native module in its own folder. npm's bundled node-gyp is called directly: `npm rebuild` would run the
 * module's install script, and some of those fetch an unpinned node-gyp through npx.
 * @param {string} node
 * @param {string} cwd
 */
export const compileNative = (node, cwd) => {
  const gyp = join(dirname(npmCli()), '..', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  return run('Compiling a native module (it needs g++, make and python3)', node, [gyp, 'rebuild'], cwd);
};
