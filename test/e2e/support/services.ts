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

/** How to reach a server as its administrator. */
export interface Key {
  readonly port: number;
  readonly password: string;
}

const keyOf = async (folder: string): Promise<Key> => ({
  port: Number(await readFile(path.join(folder, 'last-port'), 'utf8')),
  password: await readFile(path.join(folder, 'superuser'), 'utf8'),
});

/** Keys of all servers that were ever started below a home. */
export const keysOf = async (home: string): Promise<readonly Key[]> =>
  Promise.all((await instances(home)).map(({ folder }) => keyOf(folder)));

/** Whether that very server answers; its port may be another's by now. */
export const answers = ({ port, password }: Key): Promise<boolean> =>
  firstColumn({ port, database: 'postgres', user: 'postgres', password }, 'SELECT 1').then(
    () => true,
    () => false,
  );

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
export const asAdministrator = async ({ folder }: LabServer, sql: string): Promise<readonly unknown[]> => {
  const { port, password } = await keyOf(folder);
  return firstColumn({ port, database: 'postgres', user: 'postgres', password }, sql);
};
