// A Python check in the engine, whose interpreter has imported its packages before, and the same script as a process of its own.
import { cp, mkdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEngine } from '../engine.mjs';
import { run } from '../processes.mjs';
import { median, timed } from '../statistics.mjs';

const lab = { courseId: 'python-course', itemId: 'python-lab' };
const exerciseId = 'one';
const rounds = 12;

/** Between two checks a learner thinks; the next interpreter and the next server get ready meanwhile. */
const pauseMs = 2000;

const course = `format: 1
id: python-course
title: A course for measuring
modules: [{ id: only, title: Only module, items: [{ lab: python-lab }] }]
`;

const manifest = `format: 1
id: python-lab
title: Python and PostgreSQL
grading: practice
services: { db: { kind: postgres, version: 18, databases: [benchdb] } }
runtimes: { py: { kind: python, requirements: requirements.lock, preload: [pandas, psycopg2] } }
exercises:
  - id: one
    title: A small script
    instructions: one.md
    files: [{ path: etl.py, starter: etl.py, solution: etl.py }]
    checks: [{ id: runs, kind: python.run, title: It runs, scripts: [etl.py], prints: ['6'] }]
`;

const script = `import pandas as pd
import psycopg2

connection = psycopg2.connect("host=127.0.0.1")
cursor = connection.cursor()
cursor.execute("select n from generate_series(1, 3) n")
print(pd.DataFrame(cursor.fetchall()).sum().iloc[0])
`;

/** A started lab with the script in place. */
const startLab = async ({ root, dist, scratch }) => {
  const courses = path.join(await realpath(scratch), 'courses');
  const folder = path.join(courses, lab.courseId, lab.itemId);
  const workspace = path.join(await realpath(scratch), 'workspace');
  await Promise.all([folder, workspace].map((one) => mkdir(one, { recursive: true })));
  await writeFile(path.join(folder, '..', 'course.yaml'), course);
  await writeFile(path.join(folder, 'lab.yaml'), manifest);
  await writeFile(path.join(folder, 'etl.py'), script);
  await writeFile(path.join(folder, 'one.md'), 'Run it.\n');
  await cp(path.join(root, 'test', 'contract', 'python', 'requirements.lock'), path.join(folder, 'requirements.lock'));
  const options = { home: path.join(scratch, 'home'), courseFolders: [courses], workspace, trusted: true };
  const engine = await startEngine(path.join(dist, 'engine.mjs'), options);
  const { hash } = await engine.request('labCode', lab);
  if (hash !== undefined) await engine.request('agreeToCode', { ...lab, hash });
  await engine.request('startLab', lab);
  return { engine, environment: await engine.request('runtimeEnvironment', lab) };
};

const check = async (engine) => {
  const done = await engine.request('check', { ...lab, exerciseId, trigger: 'command' });
  if (!done.grade.passed) throw new Error(`The check does not pass: ${done.results.map((r) => r.message).join(' ')}`);
};

const measureRounds = async ({ engine, environment }) => {
  const { python, env, cwd } = environment;
  const process = () => run(python, ['etl.py'], { cwd, env });
  const times = { warm: [], cold: [] };
  for (let round = -2; round < rounds; round += 1) {
    await delay(pauseMs);
    const warm = await timed(() => check(engine));
    await delay(pauseMs);
    const cold = await timed(process);
    if (round < 0) continue;
    times.warm.push(warm);
    times.cold.push(cold);
  }
  return times;
};

export const python = {
  figures: {
    warm: {
      what: 'a Python check in the engine (pandas, psycopg2, a query on a fresh server)',
      unit: 'ms',
      goal: '<= 150',
    },
    cold: { what: 'the same script as a Python process of its own', unit: 'ms' },
    ratio: { what: 'Python check faster than the bare process', unit: 'x', goal: '>= 2' },
  },
  async measure(context) {
    process.env.DELABS_RUNTIMES ??= path.join(context.root, '.cache', 'runtimes');
    context.log('Making the environment…');
    const started = await startLab(context);
    try {
      context.log('Checks…');
      const times = await measureRounds(started);
      const [warm, cold] = [median(times.warm), median(times.cold)];
      return { warm: { value: warm }, cold: { value: cold }, ratio: { value: cold / warm } };
    } finally {
      await started.engine.request('stopLab', lab).catch(() => undefined);
      await started.engine.stop();
    }
  },
};
