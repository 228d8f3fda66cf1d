import { spawn } from 'node:child_process';
import path from 'node:path';

/** A supervisor this process has started; it may find that another is there already and leave. */
export interface SpawnedSupervisor {
  /** `undefined` while it runs; then its exit code, -1 for a signal or when it could not be started. */
  exitCode(): number | undefined;
}

/** Exit codes of a supervisor that could not even write down why it failed. */
export const supervisorExit = { failed: 1, usage: 2, diskFull: 3, permissionDenied: 4 } as const;

/** What would attach a debugger to the supervisor, or change it otherwise: it lives longer than the session that sets it. */
const notInherited = ['NODE_OPTIONS', 'VSCODE_INSPECTOR_OPTIONS', 'NODE_V8_COVERAGE'];

/** Starts `<script> <folder>` so that it outlives this process. */
export const spawnSupervisor = (script: string, folder: string): SpawnedSupervisor => {
  const env: NodeJS.ProcessEnv = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  for (const name of notInherited) delete env[name];
  let exitCode: number | undefined;
  const child = spawn(process.execPath, [script, folder], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
    // Windows can't remove a folder that a process works in.
    cwd: path.parse(folder).root,
    env,
  });
  child.once('exit', (code) => (exitCode = code ?? -1));
  child.once('error', () => (exitCode = -1));
  child.unref();
  return { exitCode: () => exitCode };
};
