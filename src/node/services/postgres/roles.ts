import type { Client } from 'pg';
import { identifier, literal } from './client.js';

/** The role of learners, as courses name it. */
export const learnerRole = { user: 'student', password: 'student' } as const;

/** The role that checks work as. */
export const checkUser = 'delabs_check';

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
