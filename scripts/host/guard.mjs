// Runs the server as its child and cleans up after it: guard.mjs <root> <keep|remove> <node> <server-main.js> <args...>
// It is a process of its own because the cleaning has to happen however the test run ends, SIGKILL included: the channel
// to the parent closes then, and that is the signal. It leads the process group that the server lives in.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processesOf, signalAll } from './processes.mjs';

const [root = '', keep = '', node = '', entry = '', ...args] = process.argv.slice(2);
const vscode = dirname(dirname(entry));
const server = spawn(node, [entry, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
const ended = once(server, 'exit');
ended.then(
  ([code, signal]) => tell({ ended: signal ?? code }),
  (error) => tell({ ended: String(error) }),
);

/**
 * Resolves when the message has left this process, or at once when nobody listens any more.
 * @param {object} message
 * @returns {Promise<void>}
 */
const tell = (message) =>
  new Promise((resolve) => (process.connected ? process.send?.(message, () => resolve()) : resolve()));

/**
 * Gives what is still there when all matching processes have ended, or when the time is over.
 * @param {number} ms
 * @param {RegExp} [matching]
 */
const waitForEnd = async (ms, matching = /^/) => {
  const deadline = Date.now() + ms;
  for (;;) {
    const running = processesOf(root, process.pid);
    if (Date.now() > deadline || !running.some((found) => matching.test(found.command))) return running;
    await sleep(50);
  }
};

const EXTENSION_HOST = /bootstrap-fork --type=extensionHost/;
/** VS Code's own helpers do not always notice that the server is gone; they hold nothing worth waiting for or telling. */
const isOwn = (/** @type {import('./processes.mjs').Process} */ found) => found.command.includes(vscode);

let stopping = false;
const stop = async () => {
  if (stopping) return;
  stopping = true;
  // Asked politely first, and waited for: the extension host runs the extensions' deactivate() and writes its files.
  server.kill('SIGTERM');
  await Promise.race([ended, sleep(5000)]).catch(() => {});
  const remaining = await waitForEnd(5000, EXTENSION_HOST);
  signalAll(remaining.filter(isOwn), 'SIGTERM');
  const strays = await waitForEnd(1000);
  signalAll(strays, 'SIGTERM');
  signalAll(await waitForEnd(1000), 'SIGKILL');
  const left = await waitForEnd(2000);
  if (keep !== 'keep') rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const foreign = strays.filter((found) => !isOwn(found));
  await tell({ strays: foreign.map((found) => found.command), left: left.map((found) => found.command) });
  process.exit(0);
};

process.on('message', stop);
process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
