import path from 'node:path';
import type { CancelSignal } from '../../core/ports.js';
import type { ServiceProgress } from '../../core/service/service.js';
import { reachableFolder } from '../process/reachable-folder.js';
import type { Toolchain } from '../toolchain/toolchain.js';
import { createToolchain } from '../toolchain/toolchain.js';
import type { Timings } from './instance.js';
import { defaultTimings } from './instance.js';
import { tidyUp } from './orphans.js';

export interface PlaceOptions {
  /** Absolute folder of everything this extension stores. */
  readonly home: string;
  /** Absolute path of the supervisor's program. */
  readonly supervisorScript: string;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
  /** Default: the one in `home`, or in `DELABS_TOOLCHAIN`. */
  readonly toolchain?: Toolchain;
  readonly timings?: Partial<Timings>;
}

/** Where servers are kept on this machine, and with what they are run. Touches nothing until it is asked. */
export class ServerPlace {
  readonly supervisorScript: string;
  readonly timings: Timings;
  readonly toolchain: Toolchain;
  #root: Promise<string> | undefined;

  constructor(private readonly options: PlaceOptions) {
    this.supervisorScript = options.supervisorScript;
    this.timings = { ...defaultTimings, ...options.timings };
    this.toolchain = options.toolchain ?? createToolchain({ home: options.home, env: process.env });
  }

  /** Absolute folder of PostgreSQL's programs, downloaded when they are not there. */
  programs(signal: CancelSignal, onProgress: (progress: ServiceProgress) => void): Promise<string> {
    return this.toolchain.postgres(signal, onProgress);
  }

  /** Absolute folder of all instances. What dead processes left behind in it is looked after from the first call on. */
  root(): Promise<string> {
    return (this.#root ??= this.#find());
  }

  async #find(): Promise<string> {
    const root = path.join(await reachableFolder(this.options.home), 'services');
    tidyUp(root, this.supervisorScript).catch((error: unknown) =>
      this.options.log('warn', `Looking for servers left behind failed: ${String(error)}`),
    );
    return root;
  }
}
