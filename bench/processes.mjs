// Programs that are run from start to end.
import { spawn } from 'node:child_process';

/**
 * Resolves with what the program wrote; rejects, with the end of it, when its exit code is not the one expected.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, expected?: number }} [options]
 * @returns {Promise<string>}
 */
export const run = (command, args, { cwd, env = {}, expected = 0 } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === expected) return resolve(output);
      const end = output.trim().split('\n').slice(-8).join('\n');
      reject(new Error(`${command} ${args[0] ?? ''} ended with ${signal ?? code}: ${end}`));
    });
  });
