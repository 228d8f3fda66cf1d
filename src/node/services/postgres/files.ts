import path from 'node:path';

/** Absolute paths of what belongs to one PostgreSQL instance. */
export const postgresFiles = (folder: string) => ({
  data: path.join(folder, 'data'),
  log: path.join(folder, 'server.log'),
  /** The superuser's password. */
  password: path.join(folder, 'superuser'),
  /** The superuser's password that is just replacing the other. */
  nextPassword: path.join(folder, 'superuser.next'),
  /** The password of the role that checks work as. */
  checkPassword: path.join(folder, 'check-role'),
});

export type PostgresFiles = ReturnType<typeof postgresFiles>;
