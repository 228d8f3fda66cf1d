// The same exercise checked by the engine, by `delabs check`, by pytest and by check50, each with a PostgreSQL that is running:
// the learner's, and for `delabs check` the one of grading runs.
import { cp, mkdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { startEngine } from '../engine.mjs';
import { run } from '../processes.mjs';
import { pythonEnvironment } from '../python-environment.mjs';
import { median, timedInTurns } from '../statistics.mjs';

const lab = { courseId: 'first-steps-sql', itemId: 'first-queries' };
const exerciseId = 'songs-without-a-sticker';
const file = '01-songs-without-a-sticker.sql';

const rounds = { requests: 200, processes: 15 };

const passed = (check) => {
  if (!check.grade.passed)
    throw new Error(`The solution does not pass: ${check.results.map((r) => r.message).join(' ')}`);
};

/** A started lab with the solution in place. */
const startLab = async ({ root, dist, scratch }) => {
  const workspace = path.join(await realpath(scratch), 'workspace');
  const home = path.join(scratch, 'home');
  await mkdir(workspace, { recursive: true });
  const options = { home, courseFolders: [path.join(root, 'labs')], workspace, trusted: true };
  const engine = await startEngine(path.join(dist, 'engine.mjs'), options);
  const { folder, services } = await engine.request('startLab', lab);
  const source = path.join(root, 'labs', lab.courseId, lab.itemId);
  await cp(path.join(source, 'solution', file), path.join(folder, file));
  return { engine, home, folder, source, endpoint: services[0].endpoint };
};

/** Round trips in one process each: what the engine adds to the query itself. */
const roundTrips = async ({ engine, endpoint, folder }) => {
  const { host, port, database, user, password } = endpoint;
  const client = new pg.Client({ host, port, database, user, password });
  await client.connect();
  const query = await readFile(path.join(folder, file), 'utf8');
  try {
    return await timedInTurns(
      rounds.requests,
      {
        query: () => client.query(query),
        engine: async () => passed(await engine.request('check', { ...lab, exerciseId, trigger: 'command' })),
      },
      20,
    );
  } finally {
    await client.end();
  }
};

/** Whole processes, from start to exit. */
const processes = async ({ root, dist }, started, { python, bin, missing }) => {
  const { home, folder, source, endpoint } = started;
  const { host, port, database, user, password } = endpoint;
  const env = {
    BENCH_DSN: `host=${host} port=${port} dbname=${database} user=${user} password=${password}`,
    BENCH_WORK: path.join(folder, file),
    BENCH_NAME: file,
    BENCH_EXPECTED: path.join(source, 'expected', 'songs-without-a-sticker.csv'),
    PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
  };
  const scripts = path.join(root, 'bench', 'python');
  const delabs = [path.join(dist, 'cli.mjs'), 'check', `${lab.courseId}/${lab.itemId}`, '--exercise', exerciseId];
  const pytest = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', path.join(scripts, 'test_exercise.py')];
  const check50 = ['-m', 'check50', '--dev', '--output', 'json', '--', path.join(scripts, 'check50')];
  return timedInTurns(
    rounds.processes,
    {
      delabs: () => run(process.execPath, [...delabs, '--folder', folder, '--home', home], { cwd: folder }),
      ...(missing.pytest ? {} : { pytest: () => run(python, pytest, { cwd: folder, env }) }),
      ...(missing.check50
        ? {}
        : {
            check50: async () => {
              const told = await run(python, check50, { cwd: folder, env });
              if (!/"passed": true/.test(told)) throw new Error(`check50 does not pass the solution: ${told}`);
            },
          }),
    },
    2,
  );
};

const ratio = (times, over, under, reason) =>
  times[over] ? { value: median(times[over]) / median(times[under]) } : { reason };

export const checks = {
  figures: {
    query: { what: 'the query alone, over an open connection', unit: 'ms' },
    engine: { what: 'a check in the engine, request to result (2 checks)', unit: 'ms' },
    overhead: { what: 'what the engine adds to the query', unit: 'ms', goal: '<= 15' },
    pytest: { what: 'pytest + psycopg process that runs and compares the same query', unit: 'ms' },
    delabs: { what: '`delabs check` process', unit: 'ms' },
    check50: { what: '`check50 --dev` process that does the same', unit: 'ms' },
    'engine-over-pytest': { what: 'engine faster than the pytest process', unit: 'x', goal: '>= 10' },
    'delabs-over-pytest': { what: '`delabs check` faster than the pytest process', unit: 'x', goal: '>= 1' },
    'delabs-over-check50': { what: '`delabs check` faster than check50', unit: 'x' },
  },
  async measure(context) {
    const environment = await pythonEnvironment(context.log);
    const started = await startLab(context);
    try {
      context.log('Round trips…');
      const trips = await roundTrips(started);
      context.log('Processes…');
      const all = { ...trips, ...(await processes(context, started, environment)) };
      const { pytest, check50 } = environment.missing;
      const medians = Object.fromEntries(Object.entries(all).map(([name, times]) => [name, { value: median(times) }]));
      return {
        pytest: { reason: pytest },
        check50: { reason: check50 },
        ...medians,
        overhead: { value: medians.engine.value - medians.query.value },
        'engine-over-pytest': ratio(all, 'pytest', 'engine', pytest),
        'delabs-over-pytest': ratio(all, 'pytest', 'delabs', pytest),
        'delabs-over-check50': ratio(all, 'check50', 'delabs', check50),
      };
    } finally {
      await started.engine.request('stopLab', lab).catch(() => undefined);
      await started.engine.stop();
    }
  },
};
