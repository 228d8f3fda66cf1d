import { readFile } from 'node:fs/promises';
import type { Client } from 'pg';
import { LabError } from '../../../core/errors.js';
import type { PostgresSpec } from '../../../core/service/service.js';
import { seedDigest } from './marker.js';
import { seedError, type Script } from './seed-error.js';

/** What a database is filled with. */
export interface Seed extends Script {
  /** Generated data beside what the script makes: schema name -> what its tables hold. */
  readonly reference?: NonNullable<PostgresSpec['reference']>;
  /** SHA-256 of all of it as hex. */
  readonly digest: string;
}

/** What a database without a seed is filled with. */
export const emptySeed: Seed = { file: undefined, text: '', digest: seedDigest('') };

/** Reads the seed of a spec. Rejects with `manifest-invalid` when the file can't be read. */
export const readSeed = async (file: string | undefined): Promise<Seed> => {
  if (file === undefined) return emptySeed;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new LabError(
      'manifest-invalid',
      `The seed ${file} can't be read.`,
      { file, cure: 'Name an existing SQL file as `seed` in lab.yaml.' },
      error,
    );
  });
  return { file, text: text.replace(/^\uFEFF/, ''), digest: seedDigest(text) };
};

/**
 * Runs the seed as whoever the client is. All statements go in one message, so that they stand or fall together.
 * Rejects with `manifest-invalid`, naming the line.
 */
export const runSeed = async (client: Client, seed: Seed): Promise<void> => {
  if (seed.text.trim() === '') return;
  try {
    await client.query(seed.text);
  } catch (error) {
    throw seedError(error, seed);
  }
};

/** Collects the statistics of all that the client's role has made. Plans that checks look at must not depend on when the server finds time to collect statistics. */
export const analyse = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ tables: string | null }>(
    `SELECT string_agg(format('%I.%I', nspname, relname), ', ') AS tables
       FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE relkind IN ('r', 'p', 'm') AND relowner = current_user::regrole
        AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'`,
  );
  if (rows[0]?.tables) await client.query(`ANALYZE ${rows[0].tables}`);
};
