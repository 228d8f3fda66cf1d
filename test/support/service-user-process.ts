import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ServiceOwner } from '../../src/core/ports.js';
import type { ServiceEndpoint, ServiceSpec } from '../../src/core/service/service.js';
import { bundleProgram } from './bundle.js';
import type { ServiceHome } from './service-home.js';
import { timings } from './service-home.js';

export interface UserRequest {
  readonly home: string;
  readonly supervisorScript: string;
  readonly timings: typeof timings;
  readonly owner: ServiceOwner;
  readonly spec: ServiceSpec;
}

/** A user of a service in another process. */
export interface UserProcess {
  readonly pid: number;
  /** Resolves when it has the service. */
  readonly endpoint: Promise<ServiceEndpoint>;
  /** Ends it without any chance to tidy up. */
  kill(): Promise<void>;
}

export const startUser = async (home: ServiceHome, owner: ServiceOwner, spec: ServiceSpec): Promise<UserProcess> => {
  const program = await bundleProgram('test/support/service-user.ts');
  const request: UserRequest = { home: home.home, supervisorScript: home.supervisorScript, timings, owner, spec };
  const child = spawn(process.execPath, [program, JSON.stringify(request)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const endpoint = once(lines, 'line').then(([line]) => JSON.parse(String(line)) as ServiceEndpoint);
  const exited = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  home.onStop(kill);
  return { pid: child.pid ?? 0, endpoint, kill };
};
