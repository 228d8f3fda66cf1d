/** At most this many backups are kept. */
export const keptBackups = 5;

const pattern = /^(.+)_backup_(\d{14})$/;

/** Name of a database's backup; `stamp` is the backup's id. */
export const backupName = (database: string, stamp: string): string => `${database}_backup_${stamp}`;

/** The database and the id of the backup, or `undefined` for another name. */
export const parseBackupName = (name: string): { readonly database: string; readonly stamp: string } | undefined => {
  const [, database, stamp] = pattern.exec(name) ?? [];
  return database !== undefined && stamp !== undefined ? { database, stamp } : undefined;
};

/** `yyyymmddhhmmss` (UTC) of the time, or of the second after the newest backup: ids only ever go up. */
export const nextStamp = (taken: Iterable<string>, now: number): string => {
  const newest = [...taken].sort().at(-1);
  const stamp = stampOf(now);
  return newest === undefined || newest < stamp ? stamp : stampOf(timeOf(newest) + 1000);
};

const stampOf = (time: number): string => new Date(time).toISOString().replace(/\D/g, '').slice(0, 14);

const timeOf = (stamp: string): number => {
  const [year, month, day, hour, minute, second] = (stamp.match(/^\d{4}|\d\d/g) ?? []).map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
};

/** Ids of the backups to drop, so that the newest {@link keptBackups} stay. */
export const surplusStamps = (stamps: Iterable<string>): readonly string[] =>
  [...new Set(stamps)].sort().slice(0, -keptBackups);
