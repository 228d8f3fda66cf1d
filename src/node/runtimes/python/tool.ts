import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { CancelSignal } from '../../../core/ports.js';
import { cancelled, throwIfCancelled } from '../../process/delay.js';

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Absolute folder it works in. */
  readonly cwd: string;
  readonly signal: CancelSignal;
  /** Told every line of its standard error. */
  readonly onLine?: (line: string) => void;
  /** Milliseconds after which it is ended; without it there is no end. */
  readonly limitMs?: number;
}

export interface ToolResult {
  /** `undefined` when a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Characters that are kept of each stream: the end tells what went wrong. */
const keptCharacters = 20_000;

/**
 * Runs a program that belongs to the tools of Python (an interpreter, pip, uv) to its end. Rejects with `cancelled`, and with the
 * system's own error when it can't be started; a program that fails resolves.
 */
export const runTool = async ({ command, args, env, cwd, signal, onLine, limitMs }: ToolRun): Promise<ToolResult> => {
  throwIfCancelled(signal);
  const grouped = process.platform !== 'win32';
  const child = spawn(command, args, {
    env,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    detached: grouped,
  });
  const end = (): void => {
    if (child.pid !== undefined && grouped) endGroup(child.pid);
    else child.kill();
  };
  const timer = limitMs === undefined ? undefined : setTimeout(end, limitMs);
  signal.addEventListener('abort', end, { once: true });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout = (stdout + text).slice(-keptCharacters)));
  createInterface({ input: child.stderr }).on('line', (line) => {
    stderr = `${stderr}${line}\n`.slice(-keptCharacters);
    onLine?.(line);
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (signal.aborted) throw cancelled(signal);
    return { code: code ?? undefined, stdout, stderr };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
};

const endGroup = (leader: number): void => {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};
