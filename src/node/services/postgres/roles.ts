import { readFile, writeFile } from 'node:fs/promises';
import type { Client } from 'pg';
import { errorCode } from '../../process/error-code.js';
import { identifier, literal } from './client.js';
import { randomPassword } from './template.js';

/** The role of learners, as courses name it. */
export const learnerRole = { user: 'student', password: 'student' } as const;

/** The role that checks work as. */
export const checkUser = 'delabs_check';

/** The password in the file, which is made when it is not there. */
export const keptPassword = async (file: string): Promise<string> => {
  await writeFile(file, randomPassword(), { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  return readFile(file, 'utf8');
};

/** Makes the role, or gives it its rights and password back: a learner may have changed them. */
export const ensureRole = async (
  admin: Client,
  role: { readonly user: string; readonly password: string },
  rights: string,
): Promise<void> => {
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role.user]);
  const verb = rowCount ? 'ALTER' : 'CREATE';
  await admin.query(`${verb} ROLE ${identifier(role.user)} LOGIN ${rights} PASSWORD ${literal(role.password)}`);
};
