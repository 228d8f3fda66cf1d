import path from 'node:path';
import type { PostgresEndpoint } from '../../../core/service/service.js';
import { wellKnownPort } from '../../services/postgres/settings.js';
import type { Environment } from './environment.js';
import { siteVariables } from './job.js';

/** What the learner's own terminal or debugger runs a file of a lab with. */
export interface LearnerEnvironment {
  /** Absolute path of the interpreter. */
  readonly python: string;
  /** Absolute path of the script that the interpreter runs a notebook with: `python <this> etl.ipynb`. */
  readonly notebook: string;
  /** Variables to add to those of the terminal. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute folder to start in; a file in a subfolder is started in that one, as checks do. */
  readonly cwd: string;
}

export interface LearnerWork {
  readonly environment: Environment;
  /** Absolute folder of our Python helpers. */
  readonly helpers: string;
  /** Absolute folder of the learner's lab. */
  readonly folder: string;
  /** The learner's own PostgreSQL, if the lab has one. */
  readonly postgres: PostgresEndpoint | undefined;
}

/**
 * The same interpreter, packages and addresses as in a check, on the learner's own server: `psycopg2.connect("host=127.0.0.1")`
 * reaches it whatever port it has. Nothing limits what the code may do: it is the learner's own computer.
 */
export const learnerEnvironment = ({ environment, helpers, folder, postgres }: LearnerWork): LearnerEnvironment => ({
  python: environment.python,
  notebook: path.join(helpers, 'notebook.py'),
  cwd: folder,
  env: {
    ...siteVariables(helpers, postgres ? new Map([[wellKnownPort, postgres]]) : new Map()),
    PYTHONUTF8: '1',
    TZ: 'UTC',
    VIRTUAL_ENV: environment.folder,
    PATH: [path.dirname(environment.python), process.env['PATH'] ?? process.env['Path'] ?? ''].join(path.delimiter),
    ...(postgres && {
      PGHOST: postgres.host,
      PGPORT: String(postgres.port),
      PGUSER: postgres.user,
      PGPASSWORD: postgres.password,
      PGDATABASE: postgres.database,
    }),
  },
});
