import type { Client } from 'pg';
import type { CancelSignal } from '../../../core/ports.js';
import { orCancelled } from '../../process/delay.js';
import { dropDatabase, renameDatabase, setMarker } from './catalog.js';
import { connect, identifier, withClient } from './client.js';
import { unfinishedName } from './marker.js';
import { loadReference } from './reference.js';
import type { Seed } from './seed.js';
import { analyse, runSeed } from './seed.js';
import type { Connection } from './service.js';

export interface NewDatabase {
  readonly name: string;
  readonly owner: { readonly user: string; readonly password: string };
  /** Run as the owner. */
  readonly seed: Seed;
  readonly lab: string;
}

/**
 * Makes a database with all that is in it, under another name: see {@link finishDatabase}. When anything fails, or a process
 * dies on the way, there is no half-filled database that looks like a whole one.
 */
export const prepareDatabase = async (admin: Connection, wanted: NewDatabase, signal: CancelSignal): Promise<void> => {
  const unfinished = unfinishedName(wanted.name);
  const client = await connect(admin);
  try {
    await dropDatabase(client, unfinished);
    await create(client, unfinished, wanted.owner.user);
    const { user, password } = wanted.owner;
    const fill = withClient({ ...admin, user, password, database: unfinished }, (owner) => fillDatabase(owner, wanted));
    await orCancelled(fill, signal);
    await setMarker(client, unfinished, { lab: wanted.lab, seed: wanted.seed.digest });
  } catch (error) {
    await dropDatabase(client, unfinished).catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
};

/** Gives a prepared database its name. */
export const finishDatabase = (admin: Client, name: string): Promise<void> =>
  renameDatabase(admin, unfinishedName(name), name);

const create = async (admin: Client, name: string, owner: string): Promise<void> => {
  const options = `TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`;
  await admin.query(`CREATE DATABASE ${identifier(name)} OWNER ${identifier(owner)} ${options}`);
  await admin.query(`REVOKE ALL ON DATABASE ${identifier(name)} FROM PUBLIC`);
};

const fillDatabase = async (owner: Client, { seed, owner: { user } }: NewDatabase): Promise<void> => {
  // A clone of this database belongs to someone else: what the owner may do by owning it must be said.
  await owner.query(`GRANT ALL ON SCHEMA public TO ${identifier(user)}`);
  await runSeed(owner, seed);
  if (seed.reference) await loadReference(owner, seed.reference);
  await analyse(owner);
};
