// The Sparkify project, a whole ETL in Python: checked on save (a few days of data, then the month) by the engine, against the
// learner's bare scripts on the same machine and a server of the same kind.
import { cp, mkdir, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { startEngine } from '../engine.mjs';
import { run } from '../processes.mjs';
import { median, timed } from '../statistics.mjs';

const lab = { courseId: 'data-modelling', itemId: 'sparkify-postgres' };
const exerciseId = 'project';
const rounds = 5;

/** A started lab with the solution in place, and with the data that comes with it. */
const startLab = async ({ root, dist, scratch }) => {
  const workspace = path.join(await realpath(scratch), 'workspace');
  await mkdir(workspace);
  const options = {
    home: path.join(scratch, 'home'),
    courseFolders: [path.join(root, 'labs')],
    workspace,
    trusted: true,
  };
  const engine = await startEngine(path.join(dist, 'engine.mjs'), options);
  const { folder } = await engine.request('startLab', lab);
  const solution = path.join(root, 'labs', lab.courseId, lab.itemId, 'solution');
  for (const name of await readdir(solution)) {
    if (name.endsWith('.py')) await cp(path.join(solution, name), path.join(folder, name));
  }
  return { engine, folder };
};

/** A save: milliseconds until the quick tier has passed, and from there until the full one has. */
const save = async ({ engine, started }) => {
  const before = performance.now();
  started.length = 0;
  const check = await engine.request('check', { ...lab, exerciseId, trigger: 'save' });
  if (check.grade.fraction !== 1 || started.length !== 2)
    throw new Error(`The solution gets ${check.grade.points} points in ${started.length} tiers.`);
  return { quick: started[1] - before, full: performance.now() - started[1] };
};

const scripts = ['create_tables.py', 'etl.py'];

/** The learner's own way: both scripts from a terminal, against the learner's server. */
const bare = async ({ folder, python, env }) =>
  timed(async () => {
    for (const script of scripts) await run(python, [script], { cwd: folder, env });
  });

export const project = {
  figures: {
    quick: { what: 'the project on save: quick tier (three days of data)', unit: 'ms', goal: '<= 1500' },
    full: { what: 'the project: full tier (the month)', unit: 'ms' },
    bare: { what: 'the bare scripts on the month', unit: 'ms' },
    'full-over-bare': { what: 'full tier against the bare scripts', unit: 'x', goal: '<= 1.5' },
  },
  async measure(context) {
    const { engine, folder } = await startLab(context);
    const started = [];
    engine.on('checkStarted', () => started.push(performance.now()));
    try {
      const { python, env } = await engine.request('runtimeEnvironment', lab);
      const found = { quick: [], full: [], bare: [] };
      for (let round = 0; round <= rounds; round += 1) {
        context.log(round === 0 ? 'Warming up…' : `Round ${round} of ${rounds}…`);
        const { quick, full } = await save({ engine, started });
        const alone = await bare({ folder, python, env });
        if (round === 0) continue;
        found.quick.push(quick);
        found.full.push(full);
        found.bare.push(alone);
      }
      const medians = Object.fromEntries(Object.entries(found).map(([name, all]) => [name, { value: median(all) }]));
      return { ...medians, 'full-over-bare': { value: medians.full.value / medians.bare.value } };
    } finally {
      await engine.request('stopLab', lab).catch(() => undefined);
      await engine.stop();
    }
  },
};
