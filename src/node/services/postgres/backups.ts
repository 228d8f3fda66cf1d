import type { Client } from 'pg';
import { LabError } from '../../../core/errors.js';
import type { CancelSignal } from '../../../core/ports.js';
import type { PostgresSpec } from '../../../core/service/service.js';
import { backupName, nextStamp, parseBackupName, surplusStamps } from './backup-names.js';
import type { Database } from './catalog.js';
import { allowConnections, databasesOf, dropDatabase, renameDatabase, setMarker } from './catalog.js';
import { finishDatabase, prepareDatabase } from './make-database.js';
import { learnerDatabases, refuseStranger, withServerLock } from './provision.js';
import { emptySeed, readSeed } from './seed.js';
import type { Backup } from './service.js';
import type { Target } from './target.js';

type Present = ReadonlyMap<string, Database>;

/** Backups of this lab, newest first. */
export const listBackups = (target: Target, signal: CancelSignal): Promise<readonly Backup[]> =>
  withServerLock(target, signal, async (admin) => backupsIn(target, await databasesOf(admin)));

/**
 * The lab's databases back to the seeded state. The new ones are made first: when the seed can't be run, nothing has changed.
 * What was there is renamed to `<name>_backup_<id>`; resolves with the id.
 */
export const resetDatabases = (target: Target, spec: PostgresSpec, signal: CancelSignal): Promise<string> =>
  withServerLock(target, signal, async (admin) => {
    const present = await databasesOf(admin);
    for (const name of spec.databases) refuseStranger(target, present.get(name));
    const fresh = learnerDatabases(spec, await readSeed(spec.seed), target.learner, target.labId);
    await Promise.all(fresh.map((wanted) => prepareDatabase(target.admin, wanted, signal)));
    const id = nextStamp(stampsIn(present), Date.now());
    for (const { name } of fresh) {
      const before = present.get(name);
      if (before) await putAside(admin, target, before, id);
      await finishDatabase(admin, name);
    }
    await dropSurplus(admin, target);
    return id;
  });

/** Puts a backup back in place. What is there now becomes a backup in turn; resolves with its id. */
export const restoreDatabases = (target: Target, backup: string, signal: CancelSignal): Promise<string> =>
  withServerLock(target, signal, async (admin) => {
    const present = await databasesOf(admin);
    const wanted = backupsIn(target, present).find(({ id }) => id === backup);
    if (!wanted) {
      throw new LabError('not-found', 'That backup of the data is gone.', {
        cure: 'Only the newest five backups are kept; reset the data to get the state the lab begins with.',
      });
    }
    const id = nextStamp(stampsIn(present), Date.now());
    for (const name of wanted.databases) {
      const now = present.get(name);
      refuseStranger(target, now);
      if (now) await putAside(admin, target, now, id);
      await moveAway(admin, target, backupName(name, backup), name);
    }
    await dropSurplus(admin, target);
    return id;
  });

const backupsIn = ({ local, labId }: Target, present: Present): readonly Backup[] => {
  const byStamp = new Map<string, string[]>();
  for (const { name, marker } of present.values()) {
    const parsed = parseBackupName(name);
    if (!parsed || !(local || marker?.lab === labId)) continue;
    byStamp.set(parsed.stamp, [...(byStamp.get(parsed.stamp) ?? []), parsed.database]);
  }
  return [...byStamp]
    .map(([id, databases]) => ({ id, databases: databases.sort() }))
    .sort((a, b) => b.id.localeCompare(a.id));
};

const stampsIn = (present: Present): ReadonlySet<string> =>
  new Set([...present.keys()].flatMap((name) => parseBackupName(name)?.stamp ?? []));

const putAside = async (admin: Client, target: Target, { name, marker }: Database, id: string): Promise<void> => {
  await moveAway(admin, target, name, backupName(name, id));
  // A database that the learner dropped and made again bears no mark; as a backup it is ours to keep.
  if (!marker) await setMarker(admin, backupName(name, id), { lab: target.labId, seed: emptySeed.digest });
};

/** Renames a database after closing its sessions; nobody comes in meanwhile. */
const moveAway = async (admin: Client, { local }: Target, from: string, to: string): Promise<void> => {
  if (!local) await refuseShared(admin, from);
  await allowConnections(admin, from, false);
  try {
    // Workers of the server give way by themselves; only a superuser may end them.
    const whose = local ? '' : 'AND usename = current_user';
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 ${whose}`, [from]);
    await renameDatabase(admin, from, to);
  } catch (error) {
    await allowConnections(admin, from, true);
    throw error;
  }
  await allowConnections(admin, to, true);
};

/** On a server of the learner's own, sessions of other users are not ours to close. */
const refuseShared = async (admin: Client, name: string): Promise<void> => {
  const { rows } = await admin.query<{ usename: string }>(
    'SELECT usename FROM pg_stat_activity WHERE datname = $1 AND usename <> current_user',
    [name],
  );
  if (!rows[0]) return;
  throw new LabError('busy', `The user ${rows[0].usename} is connected to the database ${name}.`, {
    cure: `Have all connections to ${name} closed, then try again.`,
  });
};

const dropSurplus = async (admin: Client, target: Target): Promise<void> => {
  const backups = backupsIn(target, await databasesOf(admin));
  const surplus = new Set(surplusStamps(backups.map(({ id }) => id)));
  for (const { id, databases } of backups) {
    if (!surplus.has(id)) continue;
    for (const name of databases) await dropDatabase(admin, backupName(name, id));
  }
};
