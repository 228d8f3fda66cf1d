import type { ProcessIdentity } from '../process/identity.js';
import { processExists } from '../process/process-facts.js';
import type { Lease } from './lease.js';
import { takeLease } from './lease.js';
import { readRecordNow } from './record.js';
import { spawnSupervisor } from './spawn-supervisor.js';

/** A use of an instance that is being prepared. */
export interface Hold {
  /** The service runs: the lease stays until the instance is dropped. */
  keep(server: ProcessIdentity): void;
  /** To be called whether it was kept or not. */
  done(): Promise<void>;
}

interface Held {
  readonly lease: Promise<Lease>;
  readonly onLost: (reason: string) => void;
  pending: number;
  kept: ProcessIdentity | undefined;
}

type Log = (level: 'info' | 'warn' | 'error', message: string) => void;

/** This process's leases, one per instance however often it is asked for. */
export class Holds {
  readonly #held = new Map<string, Held>();

  constructor(
    private readonly supervisorScript: string,
    private readonly heartbeatMs: number,
    private readonly log: Log,
  ) {}

  /** Resolves when the lease is on the disk. `onLost` is told once if the service stops while it is kept. */
  async take(folder: string, onLost: (reason: string) => void): Promise<Hold> {
    const held = this.#held.get(folder) ?? this.#begin(folder, onLost);
    held.pending += 1;
    const hold: Hold = {
      keep: (server) => void (held.kept = server),
      done: async () => {
        held.pending -= 1;
        if (held.pending === 0 && !held.kept) await this.drop(folder);
      },
    };
    await held.lease.catch(async (error: unknown) => {
      await hold.done();
      throw error;
    });
    return hold;
  }

  /** Whether that very server is what the instance's supervisor offers. Never waits. */
  isAlive(folder: string, server: ProcessIdentity): boolean {
    const record = readRecordNow(folder);
    const same = record?.server?.pid === server.pid && record.server.startedAt === server.startedAt;
    return same && record.state === 'ready' && processExists(server.pid);
  }

  /** Gives the lease back. */
  async drop(folder: string): Promise<void> {
    const held = this.#held.get(folder);
    this.#held.delete(folder);
    const lease = await held?.lease.catch(() => undefined);
    await lease?.release();
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#held.keys()].map((folder) => this.drop(folder)));
  }

  #begin(folder: string, onLost: (reason: string) => void): Held {
    const lease = takeLease(folder, this.heartbeatMs, () => this.#beat(folder));
    const held: Held = { lease, onLost, pending: 0, kept: undefined };
    this.#held.set(folder, held);
    return held;
  }

  #beat(folder: string): void {
    const held = this.#held.get(folder);
    if (!held?.kept || held.pending > 0) return;
    if (this.isAlive(folder, held.kept)) return this.#replaceSupervisor(folder);
    const reason = readRecordNow(folder)?.message ?? 'The server has stopped.';
    void this.drop(folder);
    held.onLost(reason);
  }

  /** Without a supervisor nobody would end the server when this process is gone. */
  #replaceSupervisor(folder: string): void {
    const record = readRecordNow(folder);
    if (!record || processExists(record.supervisor.pid)) return;
    this.log('warn', 'A supervisor has ended unexpectedly; starting another one.');
    spawnSupervisor(this.supervisorScript, folder);
  }
}
