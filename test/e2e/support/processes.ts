import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';

export interface Process {
  readonly pid: number;
  readonly command: string;
}

/** Processes with the text in their command line. */
export const processesNaming = async (text: string): Promise<readonly Process[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,stat=,command='], { maxBuffer: 64 << 20 });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, state, command] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const counts = command?.includes(text) && !state?.startsWith('Z') && Number(pid) !== process.pid;
    return counts ? [{ pid: Number(pid), command: command ?? '' }] : [];
  });
};

/** Ends a process without any chance to tidy up. */
export const killHard = (pid: number): void => void process.kill(pid, 'SIGKILL');

/** Whether someone answers on a port of this machine. */
export const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const done = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
