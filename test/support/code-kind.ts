import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CheckOutcome } from '../../src/core/check/result.js';
import type { SpecOf } from '../../src/core/manifest/check-schema.js';
import type { CheckKind } from '../../src/core/ports.js';
import { Benches } from '../../src/node/checks/sql/benches.js';
import { checkKinds } from '../../src/node/checks/registry.js';
import { withClient } from '../../src/node/services/postgres/client.js';
import { Pythons } from '../../src/node/runtimes/python/pythons.js';
import type { Connection } from '../../src/node/services/postgres/service.js';
import type { Workbench } from '../../src/node/workbench/workbench.js';
import { Workbenches, type DataFolders } from '../../src/node/workbench/workbenches.js';
import { WorkFolders } from '../../src/node/workbench/work-folders.js';
import type { World } from '../../src/node/world.js';
import type { ServiceHome } from './service-home.js';

export const codeCheck = (over: Partial<SpecOf<'python.run'>> = {}): SpecOf<'python.run'> => ({
  id: 'runs',
  title: 'The code runs',
  kind: 'python.run',
  scripts: ['etl.py'],
  ...over,
});

/** How the workbench leads code to a server, as a driver of its own would read it. */
export const envConnection = ({ env }: Workbench, over: Partial<Connection> = {}): Connection => ({
  host: env['PGHOST'] ?? '',
  port: Number(env['PGPORT']),
  user: env['PGUSER'] ?? '',
  password: env['PGPASSWORD'] ?? '',
  database: env['PGDATABASE'] ?? '',
  ssl: false,
  ...over,
});

/**
 * Stands for Python: "scripts" are SQL, run statement by statement as a learner's program would, over connections of its own. A
 * line `-- in <database>` closes the connection and opens another; `-- in <database> as <role>` with another role.
 */
const codeKind = (workbenches: Workbenches): CheckKind<SpecOf<'python.run'>> => ({
  kind: 'python.run',
  prepare: (preparation) => workbenches.prepare(preparation),
  run: async ({ scripts }, context): Promise<CheckOutcome> => {
    const bench = await workbenches.of(context);
    try {
      for (const script of scripts) await runScript(bench, await readFile(path.join(bench.folder, script), 'utf8'));
      return { status: 'passed', message: 'It runs.', isolation: 'scratch' };
    } catch (error) {
      await bench.requireServers();
      return { status: 'failed', message: String(error), isolation: 'scratch' };
    }
  },
});

const runScript = async (bench: Workbench, text: string): Promise<void> => {
  const [first = '', ...others] = text.split(/^-- in (.*)$/m);
  const parts = [
    ['', first],
    ...others.flatMap((line, index) => (index % 2 === 0 ? [[line, others[index + 1] ?? '']] : [])),
  ];
  for (const [where = '', sql = ''] of parts) {
    if (sql.trim() === '') continue;
    const [, database, user] = /^(\S+)(?: as (\S+))?/.exec(where) ?? [];
    const over = { ...(database && { database }), ...(user && { user, password: 'whatever' }) };
    await withClient(envConnection(bench, over), async (client) => {
      for (const statement of sql.split(/;\s*$/m)) if (statement.trim() !== '') await client.query(statement);
    });
  }
};

/** A world whose Python checks run SQL, and its workbenches. */
export const worldOfCode = (world: World, home: ServiceHome, data: DataFolders['folder'] = async () => '/nowhere') => {
  const workbenches = new Workbenches({
    scratch: world.services.scratch,
    folders: new WorkFolders(home.home),
    data: { folder: data },
    learnerPorts: () => world.services.learnerPorts(),
  });
  const benches = new Benches(false);
  const pythons = new Pythons({ home: home.home, helpers: '', keepSpares: false, env: process.env });
  const kinds = new Map(checkKinds({ benches, workbenches }, pythons));
  kinds.set('python.run', codeKind(workbenches) as unknown as CheckKind);
  return { world: { ...world, kinds }, workbenches, close: () => benches.close() };
};
