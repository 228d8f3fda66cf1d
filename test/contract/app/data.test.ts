import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLab, type Trial } from '../../../src/app/verify-lab.js';
import { startServices } from '../../../src/app/start-lab.js';
import type { Exercise, Lab } from '../../../src/core/course/course.js';
import type { PostgresService } from '../../../src/node/services/postgres/service.js';
import { asPostgres } from '../../../src/node/services/postgres/service.js';
import { connect } from '../../../src/node/services/postgres/client.js';
import { clonesGone, runningChecks } from '../../support/database-facts.js';
import { openLabWorld, type LabWorld } from '../../support/lab-world.js';
import { admin, learner, query } from '../../support/postgres.js';
import { eventually, never } from '../../support/service-home.js';
import { longSongs, queryCheck } from '../checks/specs.js';

let lab: LabWorld;
beforeAll(async () => {
  lab = await openLabWorld();
});
afterAll(() => lab.close());

describe('the learner’s data', () => {
  const workspace = '/some/workspace';
  const start = async (): Promise<PostgresService> => {
    const owner = { labId: 'shop', workspace };
    const running = await startServices(lab.world, lab.lab, owner, never, () => undefined);
    const service = running.get('db');
    if (!service) throw new Error('no service');
    return asPostgres(service);
  };
  const count = 'SELECT count(*)::int FROM songs';

  it('can be reset and restored while the learner is connected, and checks go on', async () => {
    const service = await start();
    const check = () => lab.result(longSongs, queryCheck(), { workspace });
    expect(await check()).toMatchObject({ status: 'passed' });
    await query(learner(service), 'DELETE FROM songs WHERE seconds >= 180');
    // What is checked is the file, not what the learner did to the data.
    expect(await check()).toMatchObject({ status: 'passed' });

    const idle = await connect(learner(service));
    const busy = query(learner(service), 'SELECT pg_sleep(60)').catch((error: unknown) => error);
    await eventually(
      'the learner’s query runs',
      async () =>
        (await query(admin(service), `SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'`)).length ===
        1,
    );
    const backup = await service.resetData();
    expect(await busy).toMatchObject({ code: '57P01' });
    await expect(idle.query('SELECT 1')).rejects.toThrow(/terminat|closed|not queryable/);
    await idle.end().catch(() => undefined);
    expect(await query(learner(service), count)).toEqual([[8]]);
    expect(await check()).toMatchObject({ status: 'passed' });

    const open = await connect(learner(service));
    const undo = await service.restoreData(backup);
    expect(await query(learner(service), count)).toEqual([[3]]);
    await service.restoreData(undo);
    expect(await query(learner(service), count)).toEqual([[8]]);
    await open.end().catch(() => undefined);
    expect(await check()).toMatchObject({ status: 'passed' });
  });

  it('and a reset during a check leave each other alone', async () => {
    const service = await start();
    const running = lab.result(`CREATE TABLE t (a int); SELECT pg_sleep(0.5); ${longSongs}`, queryCheck(), {
      workspace,
    });
    await eventually('the check runs', async () => (await runningChecks(service)).length > 0);
    await service.resetData();
    expect(await running).toMatchObject({ status: 'passed', isolation: 'clone' });
    await clonesGone(service);
  });

  it('is another server than that of grading runs', async () => {
    const [own, grading] = [await start(), await lab.service()];
    expect(own.endpoint().port).not.toBe(grading.endpoint().port);
    await query(learner(own), 'CREATE TABLE mine (a int)');
    expect(await query(learner(grading), `SELECT to_regclass('mine')`)).toEqual([[null]]);
  });
});

describe('verifying a lab', () => {
  const problems = (trials: readonly Trial[]): Record<string, readonly string[]> =>
    Object.fromEntries(
      trials
        .filter((trial) => trial.problems.length > 0)
        .map((trial) => [`${trial.exerciseId}/${trial.what}${trial.id ? ` ${trial.id}` : ''}`, trial.problems]),
    );
  const changed = (change: (exercise: Exercise) => Partial<Exercise>, id = 'long-songs'): Lab => ({
    ...lab.lab,
    exercises: lab.lab.exercises.map((exercise) =>
      exercise.id === id ? { ...exercise, ...change(exercise) } : exercise,
    ),
  });
  const verify = (subject: Lab) => verifyLab(lab.world, 'shop-course', subject, never);

  it('proves a lab and a quiz that are in order', async () => {
    const seen: string[] = [];
    const report = await verifyLab(lab.world, 'shop-course', lab.lab, never, (trial) =>
      seen.push(`${trial.what} ${trial.id ?? ''}`),
    );
    expect(problems(report.trials)).toEqual({});
    expect(report).toMatchObject({ ok: true, neverFailed: [] });
    expect(seen).toEqual(['starter ', 'solution ', 'wrong solution no-condition', 'wrong solution not-sorted', 'starter ', 'solution ', 'wrong solution no-key', 'wrong solution all-songs', 'wrong solution no-notes']); // prettier-ignore
    const quiz = await lab.world.catalog.lab('shop-course', 'basics');
    const proved = await verifyLab(lab.world, 'shop-course', quiz.lab, never);
    expect(problems(proved.trials)).toEqual({});
    expect(proved).toMatchObject({ ok: true, trials: { length: 4 } });
  });

  it('finds a starter that passes and a solution that does not', async () => {
    const turned = changed(({ files }) => ({
      files: files.map(({ path, starter = '', solution = '' }) => ({ path, starter: solution, solution: starter })),
    }));
    const report = await verify(turned);
    expect(report.ok).toBe(false);
    expect(Object.keys(problems(report.trials))).toEqual(['long-songs/starter', 'long-songs/solution']);
    expect(report.neverFailed).toEqual([]);
  });

  it('finds a check that nothing made fail', async () => {
    const exists = { id: 'exists', title: 'It is there', kind: 'files.exists', paths: ['long-songs.sql'] } as const;
    const report = await verify(
      changed(({ checks }) => ({ checks: [...checks, { ...exists, paths: [...exists.paths] }] })),
    );
    expect(problems(report.trials)).toEqual({});
    expect(report).toMatchObject({ ok: false, neverFailed: [{ exerciseId: 'long-songs', checkId: 'exists' }] });
  });

  it('finds wrong solutions that are accepted, fail otherwise, or are told other words', async () => {
    const always = queryCheck({ id: 'always', expected: { query: longSongs }, query: longSongs });
    const wrong = (id: string, text: string, fails: readonly string[], says: string) => ({ id, files: { 'long-songs.sql': { text } }, fails, says }); // prettier-ignore
    const report = await verify(
      changed(({ checks }) => ({
        checks: [...checks, always],
        wrongSolutions: [
          wrong('accepted', `${longSongs} ORDER BY title`, ['listed'], 'not asked for'),
          wrong('other-check', 'SELECT title FROM songs', ['sorted'], 'order'),
          wrong('other-words', 'SELECT title FROM songs', ['listed'], 'words that nobody says'),
          wrong('in-order', 'SELECT title FROM songs', ['listed'], 'not asked for'),
        ],
      })),
    );
    const found = problems(report.trials);
    expect(Object.keys(found)).toEqual(
      ['accepted', 'other-check', 'other-words'].map((id) => `long-songs/wrong solution ${id}`),
    );
    expect(found['long-songs/wrong solution accepted']).toEqual([
      expect.stringContaining('listed should fail and did not'),
    ]);
    expect(found['long-songs/wrong solution other-check']?.join()).toMatch(
      /sorted should fail.*listed fails and is not named/,
    );
    expect(found['long-songs/wrong solution other-words']).toEqual([expect.stringContaining('words that nobody says')]);
    expect(report.neverFailed).toEqual([{ exerciseId: 'long-songs', checkId: 'sorted' }]);
    expect(report.ok).toBe(false);
  });

  it('says what can’t be checked at all, and is not content with it', async () => {
    const broken = queryCheck({ id: 'broken', expected: { query: 'SELECT nope' } });
    const report = await verify(changed(({ checks }) => ({ checks: [...checks, broken], wrongSolutions: [] })));
    expect(report.ok).toBe(false);
    expect(report.trials[1]?.problems).toEqual([expect.stringContaining('broken error')]);
  });

  it('can be stopped, and leaves nothing', async () => {
    const controller = new AbortController();
    const endless = queryCheck({ id: 'endless', query: 'SELECT count(*) FROM generate_series(1, 1000000000000)' });
    const verifying = verifyLab(
      lab.world,
      'shop-course',
      changed(() => ({ checks: [endless] })),
      controller.signal,
    );
    const ended = verifying.catch((error: unknown) => error);
    const service = await lab.service();
    // The starter holds no statement: the solution is the first that runs.
    await eventually('the solution is checked', async () => (await runningChecks(service)).length > 0);
    controller.abort(new Error('enough'));
    expect(await ended).toEqual(new Error('enough'));
    expect(await runningChecks(service)).toEqual([]);
    await clonesGone(service);
  });
});
