import type { Client } from 'pg';
import { LabError } from '../../../core/errors.js';
import type { CancelSignal } from '../../../core/ports.js';
import type { PostgresSpec } from '../../../core/service/service.js';
import { delay } from '../../process/delay.js';
import type { Database } from './catalog.js';
import { allowConnections, databasesOf, dropDatabase, sessionsIn } from './catalog.js';
import { withClient } from './client.js';
import type { NewDatabase } from './make-database.js';
import { finishDatabase, prepareDatabase } from './make-database.js';
import { isOfSeed, isSeedDatabase, isUnfinished, seedDatabaseOf } from './marker.js';
import { withReference } from './reference.js';
import { ensureRole, learnerOf } from './roles.js';
import type { Seed } from './seed.js';
import { emptySeed, readSeed } from './seed.js';
import type { Connection } from './service.js';
import type { Target } from './target.js';

/** Any number that nobody else uses for an advisory lock on the server. */
const provisionLock = 7_302_017;
const lockPollMs = 40;

export interface Provisioned {
  /** The pristine database. */
  readonly seedDatabase: string;
  /** `major.minor`. */
  readonly serverVersion: string;
}

/**
 * Brings the lab's roles and databases to the server, as far as they are not there yet; what the learner has is not touched.
 * May be called at any time, by any number of processes.
 */
export const provision = async (
  target: Target,
  spec: PostgresSpec,
  signal: CancelSignal,
  say: (message: string) => void,
): Promise<Provisioned> => {
  const seed = await readSeed(spec.seed);
  const pristine = withReference(seed, spec.reference);
  return withServerLock(target, signal, async (admin) => {
    await ensureRoles(admin, target);
    const present = await databasesOf(admin);
    for (const name of spec.databases) refuseStranger(target, present.get(name));
    await tidyUp(admin, target, spec, present);
    const missing = missingDatabases(target, spec, seed, pristine, present);
    if (missing.length > 0) say('Filling the databases.');
    await Promise.all(missing.map((wanted) => prepareDatabase(target.admin, wanted, signal)));
    for (const { name } of missing) await finishDatabase(admin, name);
    await dropOldSeeds(admin, target, pristine, present);
    if (isOutdated(present.get(firstOf(spec)), seed)) {
      say(
        'The data of this lab has changed since you started it. Yours was left as it is; reset the data to get the new one.',
      );
    }
    return { seedDatabase: seedDatabaseOf(pristine.digest), serverVersion: await versionOf(admin) };
  });
};

/** What a lab gives its learners and nothing else, on a server without anything yet. */
export const provisionBare = async (
  admin: Connection,
  labId: string,
  spec: PostgresSpec,
  signal: CancelSignal,
): Promise<void> => {
  const learner = learnerOf(spec);
  const wanted = learnerDatabases(spec, await readSeed(spec.seed), learner, labId);
  await withClient(admin, async (client) => {
    await ensureRole(client, learner, 'CREATEDB');
    await Promise.all(wanted.map((database) => prepareDatabase(admin, database, signal)));
    for (const { name } of wanted) await finishDatabase(client, name);
  });
};

/** `major.minor` of the server. */
export const versionOf = async (admin: Client): Promise<string> => {
  const { rows } = await admin.query<{ server_version: string }>('SHOW server_version');
  return rows[0]?.server_version.split(' ')[0] ?? 'unknown';
};

/** Runs the work with an administrator's connection while no other process changes the set of databases. */
export const withServerLock = <T>(
  { admin }: Pick<Target, 'admin'>,
  signal: CancelSignal,
  work: (client: Client) => Promise<T>,
): Promise<T> =>
  withClient(admin, async (client) => {
    // The server frees the lock when the connection ends, however it does.
    for (;;) {
      const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [provisionLock]);
      if (rows[0]?.got === true) return work(client);
      await delay(lockPollMs, signal);
    }
  });

const ensureRoles = async (admin: Client, { local, learner, check }: Target): Promise<void> => {
  if (local) await ensureRole(admin, learner, 'CREATEDB');
  if (check.separate) await ensureRole(admin, check, 'NOSUPERUSER NOCREATEDB NOCREATEROLE');
};

/** On a server of the learner's own a database that we did not make for this lab is none of our business. */
export const refuseStranger = ({ local, labId }: Target, database: Database | undefined): void => {
  if (local || !database || database.marker?.lab === labId) return;
  const whose = database.marker ? `belongs to the lab ${database.marker.lab}` : 'was not made by this extension';
  throw new LabError('service-failed', `There is a database ${database.name} on your server that ${whose}.`, {
    cure: `Rename or drop the database ${database.name}, or connect the lab to another server.`,
  });
};

const firstOf = (spec: PostgresSpec): string => spec.databases[0] ?? '';

const isOutdated = (database: Database | undefined, seed: Seed): boolean =>
  database?.marker !== undefined && database.marker.seed !== seed.digest;

/** What a reset or a start left half done when its process died. */
const tidyUp = async (
  admin: Client,
  { local }: Target,
  spec: PostgresSpec,
  present: ReadonlyMap<string, Database>,
): Promise<void> => {
  for (const { name, connectable } of present.values()) {
    if (isUnfinished(name) && local) await dropDatabase(admin, name);
    else if (!connectable && spec.databases.includes(name)) await allowConnections(admin, name, true);
  }
};

const missingDatabases = (
  { learner, check, labId: lab }: Target,
  spec: PostgresSpec,
  seed: Seed,
  pristine: Seed,
  present: ReadonlyMap<string, Database>,
): readonly NewDatabase[] => {
  const wanted = [
    ...learnerDatabases(spec, seed, learner, lab),
    { name: seedDatabaseOf(pristine.digest), owner: check, seed: pristine, lab },
  ];
  return wanted.filter(({ name }) => !present.has(name));
};

/** The learner's databases as a fresh start gives them; only the first is filled. */
export const learnerDatabases = (
  spec: PostgresSpec,
  seed: Seed,
  owner: NewDatabase['owner'],
  lab: string,
): readonly NewDatabase[] =>
  spec.databases.map((name, index) => ({ name, owner, seed: index === 0 ? seed : emptySeed, lab }));

/** A database in use is left for another time. */
const dropOldSeeds = async (
  admin: Client,
  { labId, local }: Target,
  seed: Seed,
  present: ReadonlyMap<string, Database>,
): Promise<void> => {
  for (const { name } of present.values()) {
    if (!isSeedDatabase(name) || isOfSeed(name, seed.digest)) continue;
    // The copies that checks make of a seed bear no mark of their own.
    const maker = present.get(name.replace('delabs_read_', 'delabs_seed_'))?.marker?.lab;
    const idle = (local || maker === labId) && (await sessionsIn(admin, name)) === 0;
    if (idle) await dropDatabase(admin, name).catch(() => undefined);
  }
};
