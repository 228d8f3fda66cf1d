import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import type { CancelSignal } from '../../../core/ports.js';
import type { ComposeProject } from '../../../core/service/compose.js';
import { writeAtomically } from '../../process/atomic-file.js';
import { docker } from './docker.js';
import { watched, type ServerProcess } from '../watched-process.js';

/** A Compose project in an instance's folder. */
export interface Compose {
  /** Creates and runs the containers; lives as long as they do, and outlives this process. Its output goes to `log`. */
  up(log: string): Promise<ServerProcess>;
  /** Stops the containers; the data stays. */
  stop(signal: CancelSignal): Promise<void>;
}

/** Writes the project's file. Compose reads JSON as the YAML it is. */
export const writeCompose = async (folder: string, project: ComposeProject): Promise<Compose> => {
  const file = path.join(folder, 'compose.yaml');
  await writeAtomically(file, `${JSON.stringify(project, null, 2)}\n`);
  return composeOf(folder);
};

/** The project that was written last. */
export const composeOf = (folder: string): Compose => {
  const project = ['compose', '--file', path.join(folder, 'compose.yaml'), '--project-name', projectName(folder)];
  return {
    up: async (log) => {
      const output = openSync(log, 'a', 0o600);
      try {
        return await watched(
          spawn('docker', [...project, 'up', '--no-color', '--abort-on-container-exit'], {
            cwd: folder,
            detached: true,
            windowsHide: true,
            stdio: ['ignore', output, output],
          }),
        );
      } finally {
        closeSync(output);
      }
    },
    stop: async (signal) => {
      await docker([...project, 'stop'], signal);
    },
  };
};

/** The instance's folder has a name of its own. */
const projectName = (folder: string): string => `delabs-${path.basename(folder)}`;
