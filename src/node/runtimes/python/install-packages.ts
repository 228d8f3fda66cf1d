import type { ServiceProgress } from '../../../core/service/service.js';
import type { Interpreter } from './interpreter.js';
import { packageError } from './package-error.js';
import { runTool } from './tool.js';
import type { InstallContext, Uv } from './uv.js';

export interface PackageInstall {
  /** Absolute folder of the environment, which is made. */
  readonly folder: string;
  /** Absolute path of the requirements file. */
  readonly requirements: string;
  readonly uv: Uv;
}

/** What a person waits for while an environment is made. */
export const installProgress = ({ minor }: Interpreter, step = 'Preparing'): ServiceProgress => ({
  state: 'installing',
  message: `${step} Python ${minor} for this lab`,
});

/** Makes an environment with exactly the packages of a requirements file, each proved by its hash. */
export const installPackages = async (
  { folder, requirements, uv }: PackageInstall,
  { folder: cwd, interpreter, signal, onProgress }: InstallContext,
): Promise<void> => {
  const run = async (args: readonly string[], onLine?: (line: string) => void): Promise<void> => {
    const { command, env } = uv;
    const result = await runTool({ command, args, env, cwd, signal, ...(onLine && { onLine }) });
    if (result.code !== 0) throw packageError('the packages of this lab', result.stderr, 'uv');
  };
  const { executable } = interpreter;
  await run(['venv', '--quiet', '--no-project', '--allow-existing', '--python', executable, folder]);
  const proved = ['--require-hashes', '--only-binary', ':all:', '--compile-bytecode', '--strict'];
  await run(['pip', 'sync', '--python', folder, ...proved, requirements], (line) => {
    const progress = progressOf(line, interpreter);
    if (progress) onProgress(progress);
  });
};

/** A line of uv as something to wait for. */
const progressOf = (line: string, interpreter: Interpreter): ServiceProgress | undefined => {
  const downloading = /^\s*Downloading (\S+ \(.+\))$/.exec(line)?.[1];
  if (downloading !== undefined) return { state: 'installing', message: `Downloading ${downloading}` };
  if (line.startsWith('Prepared ')) return installProgress(interpreter, 'Installing the packages of');
  return line.startsWith('Installed ') ? installProgress(interpreter, 'Compiling the packages of') : undefined;
};
