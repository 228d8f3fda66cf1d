import type { ExternalPostgres, PostgresSpec } from '../../../core/service/service.js';
import type { ServiceKind } from '../kind.js';
import { openExternal, testExternal } from './external.js';
import { openLocal } from './local.js';

/** PostgreSQL for its users. */
export const postgresKind: ServiceKind<PostgresSpec, ExternalPostgres> = {
  title: 'PostgreSQL',
  targets: ['local', 'docker'],
  programs: (toolchain, signal, onProgress) => toolchain.postgres(signal, onProgress),
  sources: ({ seed }) => (seed === undefined ? [] : [seed]),
  openLocal: (server, { owner, spec, signal, say }) => openLocal(server, owner, spec, signal, say),
  openExternal: (external, { owner, spec, signal, say }) => openExternal(external, owner.labId, spec, signal, say),
  testExternal,
};
