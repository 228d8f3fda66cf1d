import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { eventually } from './eventually.js';

/** A PostgreSQL server that a lab of a workspace uses. */
export interface LabServer {
  readonly folder: string;
  readonly port: number;
  readonly pid: number;
}

const readJson = async (file: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, unknown>;

/** Folders of all servers below a home, with the workspace and lab each is for. */
const instances = async (home: string): Promise<readonly { folder: string; for: Record<string, unknown> }[]> => {
  const services = path.join(home, 'services');
  const names = (await readdir(services).catch(() => [])).filter((name) => name !== 'templates');
  const folders = names.map((name) => path.join(services, name));
  return Promise.all(
    folders.map(async (folder) => ({
      folder,
      for: ((await readJson(path.join(folder, 'instance.json')))['for'] ?? {}) as Record<string, unknown>,
    })),
  );
};

/** The server of a workspace's lab, as soon as it is ready. */
export const serverOf = (home: string, workspace: string, labId: string): Promise<LabServer> =>
  eventually(`the server of ${labId}`, async () => {
    const found = (await instances(home)).find((it) => it.for['workspace'] === workspace && it.for['labId'] === labId);
    if (!found) return undefined;
    const { state, port, server } = await readJson(path.join(found.folder, 'service.json'));
    const { pid } = (server ?? {}) as { readonly pid?: number };
    return state === 'ready' && typeof port === 'number' && pid ? { folder: found.folder, port, pid } : undefined;
  });

/** Ports that servers below a home had. */
export const portsOf = async (home: string): Promise<readonly number[]> => {
  const files = (await instances(home)).map(({ folder }) => path.join(folder, 'last-port'));
  return (await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))).filter(Boolean).map(Number);
};

const firstColumn = async (config: pg.ClientConfig, sql: string): Promise<readonly unknown[]> => {
  const client = new pg.Client({ host: '127.0.0.1', ...config });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows.map(([first]) => first);
  } finally {
    await client.end();
  }
};

/** Runs SQL as the learner would with a client of theirs; gives the first column. */
export const asLearner = ({ port }: LabServer, database: string, sql: string): Promise<readonly unknown[]> =>
  firstColumn({ port, database, user: 'student', password: 'student' }, sql);

/** Runs SQL as someone who sees what all others do; gives the first column. */
export const asAdministrator = async ({ folder, port }: LabServer, sql: string): Promise<readonly unknown[]> => {
  const password = await readFile(path.join(folder, 'superuser'), 'utf8');
  return firstColumn({ port, database: 'postgres', user: 'postgres', password }, sql);
};
