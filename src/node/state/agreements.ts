import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { isLabError, LabError } from '../../core/errors.js';
import type { Agreements, Files } from '../../core/ports.js';
import { onFile } from '../files/file-errors.js';
import { withLock } from '../process/file-lock.js';

export interface AgreementsOptions {
  /** Folder of everything we keep; the hashes lie in `agreements.json` in it. */
  readonly home: string;
  readonly files: Files;
}

const format = 1;
const record = z.object({ format: z.literal(format), hashes: z.array(z.string()) });

/** A write takes milliseconds; whoever holds a lock longer is stuck. */
const lockTimeoutMs = 10_000;

/** {@link Agreements} in one JSON file. A file that can't be read is no agreement to anything, and is left as it is. */
export class FileAgreements implements Agreements {
  readonly #file: string;

  constructor(private readonly options: AgreementsOptions) {
    this.#file = path.join(options.home, 'agreements.json');
  }

  async has(hash: string): Promise<boolean> {
    return (await this.#hashes())?.includes(hash) ?? false;
  }

  async add(hash: string): Promise<void> {
    await onFile(this.#file, async () => {
      await mkdir(this.options.home, { recursive: true });
      await withLock(`${this.#file}.lock`, { timeoutMs: lockTimeoutMs }, () => this.#add(hash));
    });
  }

  async #add(hash: string): Promise<void> {
    const before = await this.#hashes();
    if (before === undefined) throw damaged(this.#file);
    if (!before.includes(hash))
      await this.options.files.replace(this.#file, `${JSON.stringify({ format, hashes: [...before, hash] })}\n`);
  }

  /** Undefined when the file holds something else. */
  async #hashes(): Promise<readonly string[] | undefined> {
    try {
      const parsed = record.safeParse(JSON.parse(await this.options.files.readText(this.#file)));
      return parsed.success ? parsed.data.hashes : undefined;
    } catch (error) {
      if (isLabError(error, 'file-missing')) return [];
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }
}

const damaged = (file: string): LabError =>
  new LabError('state-corrupt', `\`${file}\` is damaged, so no agreement can be stored in it.`, {
    file,
    cure: 'Rename the file yourself, then try again.',
  });
