import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { readJson } from '../process/atomic-file.js';
import { isSameProcess, parseIdentity } from '../process/identity.js';

/** How many times the grace a user may be silent while its process lives: it may be busy, or stopped in a debugger. */
const patience = 8;

/**
 * Tells how long nobody has used a service. Time is counted on a clock of its own that only moves while this process looks:
 * neither a laptop's sleep nor a change of the system's clock makes a user look dead. A lease counts as a sign of life
 * whenever its modification time has changed, whatever the time says.
 */
export class LeaseWatch {
  #clock = 0;
  #lastLook = performance.now();
  #lastUse = 0;
  readonly #beats = new Map<string, { readonly mtimeMs: number; readonly at: number }>();

  constructor(
    private readonly folder: string,
    private readonly graceMs: number,
    private readonly tickMs: number,
  ) {}

  /** Milliseconds since the last sign of life that was seen. */
  get idleMs(): number {
    return this.#clock - this.#lastUse;
  }

  /** Looks at the leases; to be called every tick. */
  async look(): Promise<void> {
    this.#advance();
    const names = (await readdir(this.folder).catch(() => [])).filter((name) => name.endsWith('.json'));
    for (const known of this.#beats.keys()) if (!names.includes(known)) this.#beats.delete(known);
    for (const name of names) await this.#lookAt(name);
  }

  #advance(): void {
    const now = performance.now();
    this.#clock += Math.min(now - this.#lastLook, 2 * this.tickMs);
    this.#lastLook = now;
  }

  async #lookAt(name: string): Promise<void> {
    const file = path.join(this.folder, name);
    const mtimeMs = (await stat(file).catch(() => undefined))?.mtimeMs;
    if (mtimeMs === undefined) return;
    const beat = this.#beats.get(name);
    if (beat?.mtimeMs !== mtimeMs) {
      this.#beats.set(name, { mtimeMs, at: this.#clock });
      this.#lastUse = this.#clock;
    } else if (this.#clock - beat.at > this.graceMs) {
      await this.#judgeSilent(file, this.#clock - beat.at);
    }
  }

  async #judgeSilent(file: string, silentMs: number): Promise<void> {
    const holder = parseIdentity(await readJson(file));
    if (holder && silentMs < patience * this.graceMs && (await isSameProcess(holder))) this.#lastUse = this.#clock;
    else await rm(file, { force: true });
  }
}
