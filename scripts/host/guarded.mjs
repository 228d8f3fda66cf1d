// Our end of guard.mjs: starts the server under it, tells when the server ends by itself, and stops both.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hostEnvironment } from './root.mjs';

/**
 * @typedef {object} Guarded
 * @property {Promise<string>} died settles, with what is known, when the server ends before it was stopped
 * @property {() => Promise<string[]>} stop gives the command lines of left-over processes, which it ended
 */

/** @param {string} logFile */
export const logTail = (logFile) => readFileSync(logFile, 'utf8').trim().split('\n').slice(-20).join('\n');

/**
 * @param {import('node:child_process').ChildProcess} guard
 * @param {(line: string) => void} log
 */
const end = async (guard, log) => {
  if (!guard.connected) return [];
  guard.ref();
  guard.channel?.ref();
  /** @type {{ strays: string[], left: string[] }} */
  let result = { strays: [], left: [] };
  guard.on('message', (/** @type {any} */ message) => message.strays && (result = message));
  guard.send('stop');
  await once(guard, 'exit');
  for (const command of result.strays) log(`[host] ended a left-over process: ${command}`);
  if (result.left.length > 0) throw new Error(`Processes that could not be ended: ${result.left.join('; ')}`);
  return result.strays;
};

/**
 * @param {import('./root.mjs').HostRoot} root
 * @param {string[]} command
 * @param {object} options
 * @param {Record<string, string | undefined>} [options.env]
 * @param {boolean} options.keep
 * @param {string} options.logFile
 * @param {(line: string) => void} options.log
 * @returns {Guarded}
 */
export function startGuarded(root, command, { env, keep, logFile, log }) {
  const output = openSync(logFile, 'a');
  const args = [root.path, keep ? 'keep' : 'remove', ...command];
  const guard = fork(fileURLToPath(new URL('guard.mjs', import.meta.url)), args, {
    env: hostEnvironment(root, env),
    execArgv: [],
    detached: true, // its own process group: Ctrl+C reaches us, and the guard then ends the server in order
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  // A caller that forgets stop() can still exit, and the guard sees that.
  guard.unref();
  guard.channel?.unref();

  let running = true;
  /** @type {Promise<string>} */
  const died = new Promise((resolve) => {
    const report = (/** @type {unknown} */ how) => {
      if (running) resolve(`the server ended (${how}):\n${logTail(logFile)}`);
      running = false;
    };
    guard.once('message', (/** @type {{ ended?: unknown }} */ message) => report(message.ended));
    guard.once('exit', (code, signal) => report(signal ?? code));
  });
  /** @type {Promise<string[]> | undefined} */
  let stopping;
  const stop = () => {
    running = false;
    return (stopping ??= end(guard, log));
  };
  return { died, stop };
}
