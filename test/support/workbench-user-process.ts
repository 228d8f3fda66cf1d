import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Lab } from '../../src/core/course/course.js';
import { bundleProgram } from './bundle.js';
import type { ServiceHome } from './service-home.js';
import { timings } from './service-home.js';

export interface WorkbenchRequest {
  readonly home: string;
  readonly supervisorScript: string;
  readonly timings: typeof timings;
  readonly lab: Pick<Lab, 'id' | 'services'>;
  /** Absolute folder of the submission. */
  readonly folder: string;
}

/** A run in another process. */
export interface WorkbenchProcess {
  readonly folder: string;
  readonly port: number;
  /** Ends it without any chance to tidy up. */
  kill(): Promise<void>;
}

/** Resolves when it has its workbench, and a spare server. */
export const startWorkbench = async (
  home: ServiceHome,
  lab: WorkbenchRequest['lab'],
  folder: string,
): Promise<WorkbenchProcess> => {
  const program = await bundleProgram('test/support/workbench-user.ts');
  const request: WorkbenchRequest = { home: home.home, supervisorScript: home.supervisorScript, timings, lab, folder };
  const child = spawn(process.execPath, [program, JSON.stringify(request)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  home.onStop(kill);
  const line = once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text));
  const ended = exited.then(() => Promise.reject(new Error('the process ended without a workbench')));
  return { ...(JSON.parse(await Promise.race([line, ended])) as { folder: string; port: number }), kill };
};
