import type { Client } from 'pg';
import type { PostgresSpec } from '../../../core/service/service.js';
import { identifier, literal } from './client.js';

/** The role of learners, as courses name it. */
const learnerRole = { user: 'student', password: 'student' } as const;

/** The learner's role on a server of ours. Its password is no secret: course code names it. */
export const learnerOf = ({
  login = learnerRole,
}: PostgresSpec): { readonly user: string; readonly password: string } => login;

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
