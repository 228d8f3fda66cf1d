import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ServiceOwner } from '../../core/ports.js';
import type { ServiceSpec } from '../../core/service/service.js';
import { writeAtomically } from '../process/atomic-file.js';
import { makeReachable } from '../process/reachable-folder.js';
import type { Instance, Timings } from './instance.js';
import { instanceFiles } from './instance.js';

export interface InstanceRequest {
  readonly folder: string;
  readonly programs: string;
  readonly owner: ServiceOwner;
  readonly name: string;
  readonly spec: ServiceSpec;
  readonly target: Instance['target'];
  readonly timings: Timings;
}

/** Makes the instance's folder and tells its supervisor what to do; a supervisor at work goes on as it was told before. */
export const prepareInstance = async (request: InstanceRequest): Promise<void> => {
  const { folder, programs, owner, name, spec, target, timings } = request;
  const learner = owner.workspace !== undefined;
  const instance: Omit<Instance, 'folder'> & { readonly for: unknown } = {
    kind: spec.kind,
    version: spec.version,
    target,
    programs,
    templates: path.join(path.dirname(folder), 'templates'),
    // Grading must neither take a learner's port nor wait for the disk: its data is made again at any time.
    wellKnownPort: learner,
    durable: learner,
    graceMs: timings.graceMs,
    tickMs: timings.tickMs,
    for: { ...owner, service: name },
  };
  const file = path.join(folder, instanceFiles.instance);
  const text = JSON.stringify(instance);
  await makeReachable(folder);
  if ((await readFile(file, 'utf8').catch(() => undefined)) !== text) await writeAtomically(file, text);
};
