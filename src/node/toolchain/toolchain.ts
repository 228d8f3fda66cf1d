import path from 'node:path';
import type { CancelSignal } from '../../core/ports.js';
import type { ServiceProgress } from '../../core/service/service.js';
import { reachableFolder } from '../process/reachable-folder.js';
import { ensureInstalled } from './install.js';
import { postgresArtefact } from './lock.js';

/** Programs that labs need, fetched once and shared by every window and every run. */
export interface Toolchain {
  /** Folder with `bin`, `lib` and `share` of PostgreSQL; its name tells version and platform. */
  postgres(signal: CancelSignal, onProgress: (progress: ServiceProgress) => void): Promise<string>;
}

export interface ToolchainOptions {
  /** Folder for everything this extension stores. */
  readonly home: string;
  /** Environment that npm's settings are read from. `DELABS_TOOLCHAIN` in it names another folder, to be shared. */
  readonly env: NodeJS.ProcessEnv;
}

/** Touches nothing until something is asked for. */
export const createToolchain = ({ home, env }: ToolchainOptions): Toolchain => {
  let found: Promise<string> | undefined;
  const folder = (): Promise<string> =>
    (found ??= reachableFolder(env['DELABS_TOOLCHAIN'] || path.join(home, 'toolchain')));
  return {
    postgres: async (signal, onProgress) =>
      ensureInstalled({
        artefact: postgresArtefact(process.platform, process.arch),
        toolchain: await folder(),
        env,
        signal,
        onProgress,
      }),
  };
};
