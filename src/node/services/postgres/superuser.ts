import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import type { Client } from 'pg';
import { writeAtomically } from '../../process/atomic-file.js';
import { errorCode } from '../../process/error-code.js';
import { connect, literal } from './client.js';
import type { PostgresFiles } from './files.js';
import type { Connection } from './service.js';
import { randomPassword } from './template.js';

/** SQLSTATE of a wrong password. */
const wrongPassword = '28P01';

/** The superuser's way into a server of ours. */
export const superuser = (port: number, password: string): Connection => ({
  host: '127.0.0.1',
  port,
  user: 'postgres',
  password,
  database: 'postgres',
  ssl: false,
});

const secret = { mode: 0o600 } as const;

/** Keeps the password that a fresh copy of the template has. */
export const keepTemplatePassword = (files: PostgresFiles, password: string): Promise<void> =>
  writeFile(files.password, password, secret);

/** Makes the password that a new server shall begin with, once for the life of the data. */
export const ensurePassword = async (files: PostgresFiles): Promise<void> => {
  if (await stat(files.password).catch(() => undefined)) return;
  await writeAtomically(files.password, randomPassword(), secret.mode);
};

/** Makes the password of the role for checks, once for the life of the data. Only a supervisor calls it: there is one. */
export const ensureCheckPassword = async (files: PostgresFiles): Promise<void> => {
  if (await stat(files.checkPassword).catch(() => undefined)) return;
  await writeAtomically(files.checkPassword, randomPassword(), secret.mode);
};

/**
 * A connection as superuser: proof that the server answers, and that it is the one of this instance, for nobody else's knows
 * the password. A crash may have come between the change of a password and the note of it: both are tried.
 */
export const connectAsSuperuser = async (files: PostgresFiles, port: number): Promise<Client> => {
  const next = await readFile(files.nextPassword, 'utf8').catch(() => undefined);
  if (next !== undefined) {
    try {
      const client = await connect(superuser(port, next));
      await rename(files.nextPassword, files.password);
      return client;
    } catch (error) {
      if (errorCode(error) !== wrongPassword) throw error;
    }
  }
  return connect(superuser(port, await readFile(files.password, 'utf8')));
};

/** Every copy of a template begins with the template's password: gives this one its own. */
export const ownPassword = async (client: Client, files: PostgresFiles, templatePassword: string): Promise<void> => {
  if ((await readFile(files.password, 'utf8')) !== templatePassword) return;
  const password = randomPassword();
  await writeFile(files.nextPassword, password, secret);
  await client.query(`ALTER ROLE postgres PASSWORD ${literal(password)}`);
  await rename(files.nextPassword, files.password);
};
