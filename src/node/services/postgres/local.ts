import { readFile } from 'node:fs/promises';
import type { CancelSignal, ServiceOwner } from '../../../core/ports.js';
import type { PostgresSpec } from '../../../core/service/service.js';
import type { LocalServer } from '../kind.js';
import { postgresFiles } from './files.js';
import { PostgresHandle } from './handle.js';
import { provision } from './provision.js';
import { checkUser, learnerOf } from './roles.js';
import { serverError } from './server-error.js';
import { superuser } from './superuser.js';
import type { Target } from './target.js';

/** Provisions a running server of ours for a lab. */
export const openLocal = async (
  server: LocalServer,
  owner: ServiceOwner,
  spec: PostgresSpec,
  signal: CancelSignal,
  say: (message: string) => void,
): Promise<PostgresHandle> => {
  try {
    return await open(server, owner, spec, signal, say);
  } catch (error) {
    throw serverError(error, server.folder);
  }
};

const open = async (
  server: LocalServer,
  owner: ServiceOwner,
  spec: PostgresSpec,
  signal: CancelSignal,
  say: (message: string) => void,
): Promise<PostgresHandle> => {
  const files = postgresFiles(server.folder);
  const admin = superuser(server.port, await readFile(files.password, 'utf8'));
  const target: Target = {
    admin,
    learner: learnerOf(spec),
    check: { user: checkUser, password: await readFile(files.checkPassword, 'utf8'), separate: true },
    local: true,
    labId: owner.labId,
  };
  const provisioned = await provision(target, spec, signal, say);
  return new PostgresHandle({ target, spec, ...provisioned, isAlive: server.isAlive });
};
