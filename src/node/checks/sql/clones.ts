import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type pg from 'pg';
import { identifier, literal } from '../../services/postgres/client.js';
import type { PostgresService } from '../../services/postgres/service.js';
import { processExists } from '../../process/process-facts.js';
import { temporaryFiles, type Workplace } from './read-copy.js';

/** Several computers may use one server of the learner's own: each knows only its own processes. */
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

const mark = `delabs_clone_${host}_`;

/** The clones of this process, on whatever server. */
const alive = new Set<string>();
let made = 0;

/** A name that tells the maker's computer and process, so that another process can tell abandoned clones. */
const newName = (): string => {
  const name = `${mark}${process.pid}_${(made += 1)}`;
  alive.add(name);
  return name;
};

/**
 * A new database with the seeded data, in which its own role, which can enter no other, may do everything but drop it. What a run
 * does to its role, or to what is open under its role, can reach no other run.
 */
export const makeClone = async (admin: pg.Pool, service: PostgresService): Promise<Workplace> => {
  const name = newName();
  try {
    await admin.query(`create database ${identifier(name)} template ${identifier(service.seedDatabase)}`);
    if (!service.checkRole.separate) return { database: name, role: service.checkRole };
    const role = { user: name, password: service.checkRole.password };
    await admin.query(roleOf(role, service));
    return { database: name, role };
  } catch (error) {
    await dropClone(admin, name);
    throw error;
  }
};

const roleOf = ({ user, password }: Workplace['role'], { checkRole, serverVersion }: PostgresService): string => {
  const [clone, owner] = [identifier(user), identifier(checkRole.user)];
  // It has the rights of the owner of all tables, but can't become that role. Servers before 16 can't tell the two apart.
  const how = Number.parseInt(serverVersion, 10) < 16 ? '' : ' with inherit true, set false';
  return [
    `create role ${clone} login nosuperuser nocreatedb nocreaterole password ${literal(password)}`,
    `alter role ${clone} set ${temporaryFiles}`,
    `grant ${owner} to ${clone}${how}`,
    `revoke all on database ${clone} from public`,
    `grant all on database ${clone} to ${clone}`,
  ].join('; ');
};

/** Never rejects: what can't be dropped now is dropped as abandoned later. */
export const dropClone = async (admin: pg.Pool, name: string): Promise<void> => {
  alive.delete(name);
  await drop(admin, name).catch(() => undefined);
};

const drop = async (admin: pg.Pool, name: string): Promise<void> => {
  await admin.query(`drop database if exists ${identifier(name)} with (force)`);
  await admin.query(`drop role if exists ${identifier(name)}`);
};

/** Drops the clones of this computer whose maker is gone or has given them up. */
export const dropAbandonedClones = async (admin: pg.Pool): Promise<void> => {
  const { rows } = await admin.query<{ name: string }>(
    `select datname::text as name from pg_database where starts_with(datname::text, $1)
     union select rolname::text from pg_roles where starts_with(rolname::text, $1)`,
    [mark],
  );
  for (const { name } of rows) if (!alive.has(name) && isAbandoned(name)) await drop(admin, name);
};

const isAbandoned = (name: string): boolean => {
  const maker = Number(name.slice(mark.length).split('_')[0]);
  return maker === process.pid || !processExists(maker);
};
