import { createHmac } from 'node:crypto';
import type { Client } from 'pg';
import { LabError } from '../../../core/errors.js';
import type { CancelSignal } from '../../../core/ports.js';
import type { ExternalPostgres, PostgresSpec } from '../../../core/service/service.js';
import { errorText } from '../../process/error-code.js';
import { orCancelled } from '../../process/delay.js';
import type { ExternalService } from '../kind.js';
import { connect } from './client.js';
import { externalError } from './external-error.js';
import { PostgresHandle } from './handle.js';
import { provision } from './provision.js';
import { checkUser } from './roles.js';
import type { CheckRole, Connection } from './service.js';
import type { Target } from './target.js';

interface Opened {
  readonly client: Client;
  readonly connection: Connection;
}

/** Connects once and reports the server; rejects with `service-failed` and a cure when it can't. */
export const testExternal = async (
  external: ExternalPostgres,
  signal: CancelSignal,
): Promise<{ readonly serverVersion: string }> => {
  const { client } = await open(external, signal);
  try {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    await rightsOf(client, external);
    return { serverVersion: rows[0]?.server_version.split(' ')[0] ?? 'unknown' };
  } finally {
    await client.end();
  }
};

/** Makes the lab's databases on a server of the learner's own, as far as they are not there; nothing else is touched. */
export const openExternal = async (
  external: ExternalPostgres,
  labId: string,
  spec: PostgresSpec,
  signal: CancelSignal,
  say: (message: string) => void,
): Promise<ExternalService> => {
  const { client, connection } = await open(external, signal);
  try {
    let alive = true;
    client.once('end', () => (alive = false));
    unref(client);
    const { superuser } = await rightsOf(client, external);
    const { user, password } = external;
    const check = superuser ? checkRoleFor(external) : { user, password, separate: false };
    const target: Target = { admin: connection, learner: { user, password }, check, local: false, labId };
    const provisioned = await provision(target, spec, signal, say);
    const service = new PostgresHandle({ target, spec, ...provisioned, isAlive: () => alive });
    return { service, close: () => client.end() };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error instanceof LabError ? error : externalError(error, external);
  }
};

/** An idle connection must not keep a process from ending. The method is missing in pg's types only. */
const unref = (client: Client): void => (client as Client & { unref(): void }).unref();

/** With `prefer`, a server without TLS is taken as it is; a certificate is checked only by `verify-full`, as libpq does. */
const open = async (external: ExternalPostgres, signal: CancelSignal): Promise<Opened> => {
  const { sslmode = 'prefer', host, port, user, password, database } = external;
  const plain: Connection = { host, port, user, password, database, ssl: false };
  const encrypted: Connection = { ...plain, ssl: { rejectUnauthorized: sslmode === 'verify-full' } };
  const attempt = async (connection: Connection): Promise<Opened> => ({
    client: await orCancelled(connect(connection), signal),
    connection,
  });
  try {
    if (sslmode === 'disable') return await attempt(plain);
    return await attempt(encrypted).catch((error: unknown) => {
      if (sslmode === 'prefer' && /does not support SSL/.test(errorText(error))) return attempt(plain);
      throw error;
    });
  } catch (error) {
    throw error instanceof LabError ? error : externalError(error, external);
  }
};

const rightsOf = async (client: Client, { user }: ExternalPostgres): Promise<{ readonly superuser: boolean }> => {
  const { rows } = await client.query<{ rolsuper: boolean; rolcreatedb: boolean }>(
    'SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user',
  );
  const superuser = rows[0]?.rolsuper === true;
  if (superuser || rows[0]?.rolcreatedb === true) return { superuser };
  throw new LabError('service-failed', `The user ${user} may not create databases on your server.`, {
    cure: `Let an administrator run: ALTER ROLE "${user}" CREATEDB`,
  });
};

/** The same password on every computer that uses this server, known to nobody who does not know the given one. */
const checkRoleFor = ({ user, password }: ExternalPostgres): CheckRole => ({
  user: checkUser,
  password: createHmac('sha256', password).update(`${checkUser} for ${user}`).digest('base64url'),
  separate: true,
});
