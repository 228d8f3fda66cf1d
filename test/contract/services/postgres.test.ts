import { chown, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe } from 'vitest';
import type { RunningService } from '../../../src/core/ports.js';
import { isRoot, nobody } from '../../../src/node/process/reachable-folder.js';
import { withClient } from '../../../src/node/services/postgres/client.js';
import type { ServiceSubject } from './contract-world.js';
import { crashContract } from './crash-contract.js';
import { serviceContract } from './service-contract.js';

const asLearner = async <T>(
  service: RunningService,
  sql: string,
  read: (rows: readonly Record<string, T>[]) => T,
): Promise<T> =>
  withClient({ ...service.endpoint(), ssl: false }, async (client) => read((await client.query(sql)).rows));

const postgres: ServiceSubject = {
  spec: { kind: 'postgres', version: 18, databases: ['studentdb'] },
  ask: (service) => asLearner(service, 'SELECT 1 AS one', () => undefined),
  write: (service, value) =>
    asLearner(service, `DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT '${value}' AS value`, () => undefined),
  read: (service) => asLearner<string>(service, 'SELECT value FROM kept', (rows) => rows[0]?.['value'] ?? ''),
  pretendServer: async (folder, pid) => {
    const file = path.join(folder, 'data', 'postmaster.pid');
    await writeFile(file, `${pid}\n${folder}/data\n1700000000\n5432\n\n127.0.0.1\n  12345 1\nready   \n`, {
      mode: 0o600,
    });
    if (isRoot()) await chown(file, nobody, nobody);
  },
};

describe('PostgreSQL as a service', () => {
  serviceContract(postgres);
  crashContract(postgres);
});
