import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LabError } from '../../../core/errors.js';
import type { CancelSignal } from '../../../core/ports.js';
import { abortSignalOf, throwIfCancelled } from '../../process/delay.js';
import { errorCode } from '../../process/error-code.js';

const run = promisify(execFile);

/** Milliseconds after which a daemon that says nothing counts as absent. */
const answerMs = 10_000;

/** Runs `docker …` and resolves with what it prints. Rejects with `service-failed` and its last words. */
export const docker = async (args: readonly string[], signal: CancelSignal, timeout = 0): Promise<string> => {
  try {
    const { stdout } = await run('docker', [...args], { signal: abortSignalOf(signal), timeout, windowsHide: true });
    return stdout;
  } catch (error) {
    throwIfCancelled(signal);
    throw dockerError(error);
  }
};

/** Rejects with `service-failed` and a cure unless Docker, its Compose plugin and a running daemon are there. */
export const requireDocker = async (signal: CancelSignal): Promise<void> => {
  await docker(['version', '--format', '{{.Server.Version}}'], signal, answerMs);
  await docker(['compose', 'version'], signal, answerMs);
};

const dockerError = (error: unknown): LabError => {
  if (errorCode(error) === 'ENOENT')
    return failed('Docker is not installed.', 'Install Docker, or go back to a local server.');
  const words = saidBy(error);
  if (/unknown command: docker compose|'compose' is not a docker command/.test(words))
    return failed('Docker is there, but its Compose plugin is not.', 'Install the Docker Compose plugin.', words);
  if (/permission denied/i.test(words))
    return failed('You may not use Docker.', 'Add your user to the group `docker`, then log in again.', words);
  if (/Cannot connect to the Docker daemon|daemon is not running|error during connect/i.test(words))
    return failed('Docker does not run.', 'Start Docker and try again, or go back to a local server.', words);
  return failed(`Docker says: ${lastLine(words)}`, 'Look at the details in the log.', words);
};

const failed = (message: string, cure: string, detail = ''): LabError =>
  new LabError('service-failed', message, { cure, ...(detail && { detail: detail.slice(-2000) }) });

const saidBy = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'stderr' in error && String(error.stderr) !== ''
    ? String(error.stderr)
    : String(error);

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
