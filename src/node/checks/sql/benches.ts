import type { RunningService } from '../../../core/ports.js';
import { asPostgres } from '../../services/postgres/service.js';
import { Bench } from './bench.js';

/** The benches of one process, one per server and seed. */
export class Benches {
  readonly #benches = new Map<string, Bench>();

  /** @param keepSpares see {@link Bench}. */
  constructor(private readonly keepSpares: boolean) {}

  /** Throws `service-absent` when the service has stopped. */
  of(running: RunningService): Bench {
    const service = asPostgres(running);
    const { host, port } = service.admin();
    const key = `${host}:${port}/${service.labId}/${service.seedDatabase}`;
    this.#forgetUnusable();
    const bench = this.#benches.get(key) ?? new Bench(service, this.keepSpares);
    this.#benches.set(key, bench);
    return bench;
  }

  /** Ends every bench; what can't be dropped because its server is gone is dropped when it is next started. */
  async close(): Promise<void> {
    const all = [...this.#benches.values()];
    this.#benches.clear();
    await Promise.all(all.map((bench) => bench.close()));
  }

  /** A server that was started anew has the address of the one before, and nothing else of it. */
  #forgetUnusable(): void {
    for (const [key, bench] of this.#benches) {
      if (bench.isUsable) continue;
      this.#benches.delete(key);
      void bench.close();
    }
  }
}
