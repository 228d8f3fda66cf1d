import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PythonSpec } from '../../../src/core/runtime/runtime.js';
import { freePort } from '../../../src/node/process/ports.js';
import type { Connection } from '../../../src/node/services/postgres/service.js';
import { openLabWorld, type LabWorld } from '../../support/lab-world.js';
import { openPythons, pandasSpec, type TestPythons } from '../../support/pythons.js';

/** Every way to reach PostgreSQL. */
const driversSpec: PythonSpec = {
  kind: 'python',
  requirements: fileURLToPath(new URL('drivers.lock', import.meta.url)),
  preload: [],
};

/** A well-known port that nothing listens on, so that only a redirected connection can succeed. */
let known = 0;
let lab: LabWorld;
let python: TestPythons;
let admin: Connection;
beforeAll(async () => {
  lab = await openLabWorld();
  python = await openPythons();
  const service = await lab.service();
  admin = { ...service.admin(), database: service.seedDatabase };
  known = await freePort();
  await python.pythons.environment(pandasSpec, new AbortController().signal);
  await python.pythons.environment(driversSpec, new AbortController().signal);
}, 300_000);
afterAll(async () => {
  await python.close();
  await lab.close();
});

const run = (code: readonly string[], spec = pandasSpec) =>
  python.run({ 'work.py': code.join('\n') }, { spec, ...servers(), memory: 2 ** 31 });

const servers = () => ({
  redirects: new Map([[known, admin.port]]),
  env: {
    PGHOST: '127.0.0.1',
    PGPORT: String(admin.port),
    ...{ PGUSER: admin.user, PGPASSWORD: admin.password, PGDATABASE: admin.database, KNOWN: String(known) },
  },
});

describe('pandas 2 understands what courses write for pandas 1', () => {
  it.each([
    ['t.dt.week.tolist()', '[44, 1]'],
    ['t.dt.weekofyear.dtype', 'int64'],
    ['t.dt.weekday_name.tolist()', "['Thursday', 'Monday']"],
    ['pd.DatetimeIndex(t).week.tolist()', '[44, 1]'],
    ['t[0].weekday_name', 'Thursday'],
    ['df.append({"x": 3}, ignore_index=True).x.tolist()', '[1, 2, 3]'],
    ['df.append(df).x.tolist()', '[1, 2, 1, 2]'],
    ['df.x.append(df.x).tolist()', '[1, 2, 1, 2]'],
    ['[name for name, _ in df.iteritems()]', "['x']"],
    ['list(df.x.iteritems())', '[(0, 1), (1, 2)]'],
    ['pd.np.nan', 'nan'],
    ['pd.Series([pd.Timestamp("2018-11-01"), pd.NaT]).dt.week.tolist()', '[44.0, nan]'],
    ['[pd.np.float64(3.5), pd.np.int64(3)]', '[3.5, 3]'],
  ])('%s', async (expression, shown) => {
    const { output, report } = await run([
      'import warnings',
      'warnings.simplefilter("error")',
      'import pandas as pd',
      't = pd.to_datetime(pd.Series(["2018-11-01", "2019-12-30"]))',
      'df = pd.DataFrame({"x": [1, 2]})',
      `print(${expression})`,
    ]);
    expect(report).toMatchObject({ ended: 'done' });
    expect(output).toBe(`${shown}\n`);
  });

  it('and a file of the learner’s named pandas.py stays what it is', async () => {
    const end = await python.run(
      { 'work.py': 'import pandas as pd\npd.DataFrame()', 'pandas.py': 'x = 1' },
      { spec: pandasSpec },
    );
    expect(end.report).toMatchObject({ error: { type: 'AttributeError', hiding: 'pandas' } });
  });
});

describe('the well-known address leads to the server of the run', () => {
  const query = 'select count(*) from songs';
  it.each([
    ['no address at all', 'psycopg2.connect("dbname=" + os.environ["PGDATABASE"])'],
    ['a host alone', 'psycopg2.connect(f"host=127.0.0.1 dbname={db} user={user} password={password}")'],
    ['host and port', 'psycopg2.connect(f"host=localhost port={known} dbname={db} user={user} password={password}")'],
    ['keywords', 'psycopg2.connect(host="127.0.0.1", port=known, dbname=db, user=user, password=password)'],
    ['a URL', 'psycopg2.connect(f"postgresql://{user}:{password}@localhost:{known}/{db}")'],
    ['a socket', 'psycopg2.connect(host="/var/run/postgresql", port=known, dbname=db)'],
    ['a pool', '__import__("psycopg2.pool").pool.SimpleConnectionPool(1, 1, host="::1", port=known, dbname=db).getconn()'],
    ['version 3, keywords', 'psycopg.connect(host="127.0.0.1", port=known, dbname=db)'],
    ['version 3, a URL', 'psycopg.Connection.connect(f"postgresql://{user}:{password}@localhost:{known}/{db}", autocommit=True)'],
    ['version 3, an address', 'psycopg.connect(f"hostaddr=127.0.0.1 port={known} dbname={db}")'],
    ['SQLAlchemy', 'sqlalchemy.create_engine(f"postgresql://{user}:{password}@localhost:{known}/{db}").raw_connection()'],
    ['a driver in Python', 'pg8000.dbapi.connect(user=user, password=password, host="localhost", port=known, database=db)'],
  ])('for %s', async (_what, connect) => {
    const { output, report } = await run(
      [
        'import os, psycopg, psycopg2, psycopg2.pool, pg8000.dbapi, sqlalchemy',
        'db, user, password = (os.environ[name] for name in ("PGDATABASE", "PGUSER", "PGPASSWORD"))',
        'known = int(os.environ["KNOWN"])',
        `cursor = ${connect}.cursor()`,
        `cursor.execute("${query}")`,
        'print(int(cursor.fetchone()[0]) > 0)',
      ],
      driversSpec,
    );
    expect(output).toBe('True\n');
    expect(report).toMatchObject({ ended: 'done', unreachable: [] });
  }); // prettier-ignore

  it('for an asynchronous driver, too, and in a child', async () => {
    const child = [
      'import asyncio, asyncpg, os, psycopg',
      'async def main():',
      '    port, host, database = int(os.environ["KNOWN"]), "localhost", os.environ["PGDATABASE"]',
      '    connection = await asyncpg.connect(host=host, port=port, database=database)',
      `    print(await connection.fetchval("${query}") > 0)`,
      '    other = await psycopg.AsyncConnection.connect(host=host, port=port, dbname=database)',
      '    print((await (await other.execute("select 1")).fetchone()))',
      'asyncio.run(main())',
    ].join('\n');
    const files = {
      'work.py': 'import subprocess, sys\nsubprocess.run([sys.executable, "child.py"])',
      'child.py': child,
    };
    const end = await python.run(files, { spec: driversSpec, ...servers() });
    expect(end.output).toBe('True\n(1,)\n');
  });

  it('and another port of this machine is out of reach', async () => {
    const code = [
      'import psycopg2',
      'try: psycopg2.connect(host="localhost", port=5999)',
      'except Exception as e: print(e)',
    ];
    const { report, output } = await run(code);
    expect(output).toContain('port 5999 failed');
    expect(report).toMatchObject({ ended: 'done', unreachable: [{ port: 5999, file: 'work.py', line: 2 }] });
  });
});

describe('an error of the database', () => {
  const prepare = ['import psycopg2', 'connection = psycopg2.connect("")', 'cursor = connection.cursor()'];

  it('is told with its state, its words and the place of the statement', async () => {
    const queries = ['songs = """', '  SELECT title,', '         lenght', '  FROM songs', '"""'].join('\n');
    const end = await python.run(
      {
        'work.py': [...prepare, 'import sql_queries', 'cursor.execute(sql_queries.songs)'].join('\n'),
        'sql_queries.py': queries,
      },
      { spec: pandasSpec, ...servers() },
    );
    expect(end.report).toMatchObject({
      error: {
        type: 'UndefinedColumn',
        kinds: expect.arrayContaining(['ProgrammingError']) as unknown,
        place: { file: 'work.py', line: 5 },
        sql: {
          state: '42703',
          primary: 'column "lenght" does not exist',
          place: { file: 'sql_queries.py', line: 3, column: 10 },
        },
      },
    });
  });

  it('of a statement that stands in two places names none', async () => {
    const { report } = await run([...prepare, '# SELECT nothing', 'cursor.execute("SELECT nothing")']);
    const { error } = report as { error: { sql: object } };
    expect(error.sql).toMatchObject({ line: 'SELECT nothing', column: 8 });
    expect(error.sql).not.toHaveProperty('place');
  });

  it('is found behind the error of a library', async () => {
    const read = ['import pandas', 'pandas.read_sql("SELECT nowhere", connection)'];
    expect((await run([...prepare, ...read])).report).toMatchObject({ error: { sql: { state: '42703' } } });
    const engine = [
      'import sqlalchemy as s',
      'e = s.create_engine("postgresql+psycopg2://")',
      'with e.connect() as c: c.execute(s.text("SELECT nowhere"))',
    ];
    expect((await run(engine, driversSpec)).report).toMatchObject({ error: { sql: { state: '42703' } } });
  });

  it('about a connection has no state', async () => {
    const { report } = await run(['import psycopg2', 'psycopg2.connect("dbname=no_such_database")']);
    expect(report).toMatchObject({ error: { type: 'OperationalError', package: 'psycopg2', place: { line: 2 } } });
    expect(report).not.toHaveProperty('error.sql');
  });
});
