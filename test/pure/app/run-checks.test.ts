import { describe, expect, it } from 'vitest';
import { runChecks, type CheckEnvironment, type CheckRequest } from '../../../src/app/run-checks.js';
import type { CheckContext } from '../../../src/core/check/context.js';
import type { CheckOutcome } from '../../../src/core/check/result.js';
import type { Lab } from '../../../src/core/course/course.js';
import { LabError } from '../../../src/core/errors.js';
import type { CheckSpec } from '../../../src/core/manifest/schema.js';
import type { CheckKind, RunningService } from '../../../src/core/ports.js';
import { handClock, type HandClock } from './hand-clock.js';

type Behaviour = (context: CheckContext, spec: CheckSpec) => Promise<CheckOutcome> | CheckOutcome;

const passed: CheckOutcome = { status: 'passed', message: 'Right.', isolation: 'none' };
const failed: CheckOutcome = { status: 'failed', message: 'Wrong.', isolation: 'clone' };

const spec = (id: string, over: Partial<CheckSpec> = {}): CheckSpec =>
  ({ id, title: `Check ${id}`, kind: 'files.exists', paths: ['a'], ...over }) as CheckSpec;

const lab: Lab = {
  ...{ id: 'lab', kind: 'lab', title: 'Lab', grading: 'graded', folder: '/lab', file: '/lab/lab.yaml' },
  ...{ services: {}, runtimes: {}, bind: {}, exercises: [] },
};

const never = new AbortController().signal;

/** Runs checks of which each does what is said of its id; the others pass. */
const run = (
  checks: readonly CheckSpec[],
  behaviours: Readonly<Record<string, Behaviour>> = {},
  { hand = handClock(), ...request }: Partial<CheckRequest> & { readonly hand?: HandClock } = {},
  observer: Parameters<typeof runChecks>[2] = {},
) => {
  const kind: CheckKind = {
    kind: 'files.exists',
    run: async (check, context) => {
      hand.pass(10);
      return (await behaviours[check.id]?.(context, check)) ?? passed;
    },
  };
  const environment: CheckEnvironment = {
    ...{ kinds: new Map([['files.exists', kind]]), clock: hand.clock, digest: (text) => text, newId: () => 'run-1' },
  };
  return runChecks(
    environment,
    {
      ...{ courseId: 'course', lab, trigger: 'command', tier: 'full', signal: never },
      exercise: {
        ...{ id: 'ex', title: 'Exercise', files: [{ path: 'a.sql' }], requirements: {}, hints: [], checks },
        wrongSolutions: [],
      },
      submission: { folder: '/', readText: async () => '', size: async () => 0, absolute: (path) => path },
      service: () => Promise.reject(new Error('no service')),
      ...request,
    },
    observer,
  );
};
const statuses = async (...args: Parameters<typeof run>) => (await run(...args)).results.map(({ status }) => status);

describe('the checks of an exercise', () => {
  it('are run after those they need, and reported as the manifest has them', async () => {
    const order: string[] = [];
    const checks = [spec('c', { needs: ['b'] }), spec('a'), spec('b', { needs: ['a', 'd'] }), spec('d')];
    const result = await run(checks, {}, {}, { result: (_id, { checkId }) => order.push(checkId) });
    expect(order).toEqual(['a', 'd', 'b', 'c']);
    expect(result.results.map(({ checkId }) => checkId)).toEqual(['c', 'a', 'b', 'd']);
  });

  it('all run, whatever comes of the others; those that need a failed one are skipped, and what needs those', async () => {
    const checks = [spec('a'), spec('b', { needs: ['a'] }), spec('c', { needs: ['b'] }), spec('d'), spec('e')];
    const ran: string[] = [];
    const note: Behaviour = (_context, { id }) => (ran.push(id), passed);
    const all = { a: () => failed, b: note, c: note, d: note, e: () => Promise.reject(new Error('broken')) };
    expect(await statuses(checks, all)).toEqual(['failed', 'skipped', 'skipped', 'passed', 'error']);
    expect(ran).toEqual(['d']);
  });

  it('that need several checks name those that did not pass', async () => {
    const checks = [spec('a'), spec('b'), spec('c'), spec('d', { needs: ['a', 'b', 'c'] })];
    const { results } = await run(checks, { a: () => failed, c: () => failed });
    expect(results[3]?.message).toContain('Check a');
    expect(results[3]?.message).toContain('Check c');
    expect(results[3]?.message).not.toContain('Check b');
  });

  it('make a run that tells what was checked, when, and on what', async () => {
    const result = await run([spec('a', { points: 2, requirement: 'R1' }), spec('b')], {
      b: () => ({ ...failed, credit: 0.5 }),
    });
    expect(result).toMatchObject({
      ...{ format: 1, id: 'run-1', courseId: 'course', itemId: 'lab', exerciseId: 'ex', exerciseTitle: 'Exercise' },
      ...{ trigger: 'command', startedAt: 1000, durationMs: 20, environment: [] },
      results: [
        {
          checkId: 'a',
          title: 'Check a',
          requirement: 'R1',
          points: 2,
          maxPoints: 2,
          durationMs: 10,
          isolation: 'none',
        },
        { checkId: 'b', points: 0.5, maxPoints: 1, durationMs: 10, isolation: 'clone' },
      ],
      grade: { points: 2.5, maxPoints: 3, passed: true, gradable: true },
    });
  });
});

describe('a quick run', () => {
  it('leaves the checks of the full tier for later, and counts their points as not earned yet', async () => {
    const checks = [spec('a', { points: 3 }), spec('b', { tier: 'full', points: 2 }), spec('c', { needs: ['b'] })];
    const { results, grade } = await run(checks, {}, { tier: 'quick' });
    expect(results.map(({ checkId, status, maxPoints }) => [checkId, status, maxPoints])).toEqual([
      ['a', 'passed', 3],
      ['b', 'skipped', 2],
      ['c', 'skipped', 1],
    ]);
    expect(grade).toMatchObject({ points: 3, maxPoints: 6, passed: false, gradable: true });
  });
});

describe('what is broken', () => {
  it.each<[what: string, thrown: unknown, message: string]>([
    ['a LabError', new LabError('service-failed', 'No server.', { cure: 'Start it.', detail: 'log' }), 'No server.'],
    ['a fault of the program', new TypeError('undefined is not a function'), 'undefined is not a function'],
    ['anything else', 'just a text', 'just a text'],
  ])('is an error and never wrong work: %s', async (_what, thrown, message) => {
    const { results, grade } = await run([spec('a'), spec('b')], { a: () => Promise.reject(thrown) });
    expect(results[0]).toMatchObject({ status: 'error', message, points: 0 });
    if (thrown instanceof LabError) expect(results[0]).toMatchObject({ help: 'Start it.', log: 'log' });
    expect(results[1]).toMatchObject({ status: 'passed' });
    expect(grade).toMatchObject({ gradable: false, passed: false });
  });

  it('may be thrown before any promise is made', async () => {
    const throws = (): never => {
      throw new LabError('internal', 'At once.');
    };
    expect((await run([spec('a')], { a: throws })).results).toMatchObject([{ status: 'error', message: 'At once.' }]);
  });

  it('is a kind of check that this version does not know', async () => {
    const { results } = await run([spec('a', { kind: 'quiz.question' })]);
    expect(results).toMatchObject([{ status: 'error', help: expect.any(String) as string }]);
    expect(results[0]?.message).toContain('quiz.question');
  });

  it('is a service that can’t be had, for each check that wants it; it is asked for once', async () => {
    let asked = 0;
    const service = (): Promise<RunningService> => {
      asked += 1;
      return Promise.reject(new LabError('service-failed', 'No server.'));
    };
    const wants: Behaviour = async (context) => (await context.service(), passed);
    expect(await statuses([spec('a'), spec('b'), spec('c')], { a: wants, c: wants }, { service })).toEqual([
      'error',
      'passed',
      'error',
    ]);
    expect(asked).toBe(1);
  });
});

describe('the time limit', () => {
  const hangs: Behaviour = () => new Promise(() => undefined);

  it('ends a check that does not listen, with the limit of its own, and the next one begins', async () => {
    const hand = handClock();
    const running = run([spec('a', { timeout: 3 }), spec('b')], { a: hangs }, { hand });
    await Promise.resolve();
    hand.pass(2900);
    hand.pass(100);
    const { results, grade } = await running;
    expect(results.map(({ status }) => status)).toEqual(['timeout', 'passed']);
    expect(results[0]?.message).toContain('3 seconds');
    expect(grade).toMatchObject({ points: 1, maxPoints: 2, gradable: true, passed: false });
    expect(hand.deadlines()).toBe(0);
  });

  it('is ten seconds when the manifest says nothing', async () => {
    const hand = handClock();
    const running = run([spec('a')], { a: hangs }, { hand });
    await Promise.resolve();
    hand.pass(9989);
    hand.pass(11);
    expect((await running).results[0]).toMatchObject({ status: 'timeout', durationMs: 10_010 });
  });

  it('reaches the work by the signal', async () => {
    const hand = handClock();
    let reason: unknown;
    const listens: Behaviour = (context) =>
      new Promise(() => context.signal.addEventListener('abort', () => (reason = context.signal.reason)));
    const running = run([spec('a')], { a: listens }, { hand });
    await Promise.resolve();
    hand.pass(20_000);
    await running;
    expect(reason).toMatchObject({ code: 'timeout' });
  });
});

describe('cancelling', () => {
  it('ends the check under way and runs no more', async () => {
    const controller = new AbortController();
    const cancels: Behaviour = () => (controller.abort(), new Promise(() => undefined));
    const { results, grade } = await run([spec('a'), spec('b'), spec('c'), spec('d', { needs: ['b'] })], { b: cancels }, { signal: controller.signal }); // prettier-ignore
    expect(results.map(({ status }) => status)).toEqual(['passed', 'cancelled', 'cancelled', 'cancelled']);
    expect(grade).toMatchObject({ gradable: false, passed: false });
  });

  it('is not taken for a time limit, even at the same moment', async () => {
    const [controller, hand] = [new AbortController(), handClock()];
    const both: Behaviour = () => (controller.abort(), hand.pass(60_000), new Promise(() => undefined));
    expect(await statuses([spec('a')], { a: both }, { signal: controller.signal, hand })).toEqual(['cancelled']);
  });
});

describe('what checks of a run share', () => {
  it('is made once, by the first that asks, and ended after the last', async () => {
    const events: string[] = [];
    const uses: Behaviour = async (context, { id }) => {
      const value = await context.shared('work', async () => {
        events.push(`made for ${id}`);
        return { value: 42, end: async () => void events.push('ended') };
      });
      events.push(`${id} uses ${value}`);
      return passed;
    };
    await run([spec('a'), spec('b')], { a: uses, b: uses });
    expect(events).toEqual(['made for a', 'a uses 42', 'b uses 42', 'ended']);
  });

  it('that can’t be made is the trouble of each that asks', async () => {
    const asks: Behaviour = async (context) => {
      await context.shared('work', () => Promise.reject(new LabError('timeout', 'Too slow.')));
      return passed;
    };
    expect(await statuses([spec('a'), spec('b'), spec('c')], { a: asks, b: asks })).toEqual([
      'timeout',
      'timeout',
      'passed',
    ]);
  });

  it('is ended though a check is cancelled, and a failure to end it changes no result', async () => {
    const controller = new AbortController();
    let ended = 0;
    const shares: Behaviour = async (context) => {
      for (const key of ['one', 'two'])
        await context.shared(key, async () => ({
          value: key,
          end: () => ((ended += 1), Promise.reject(new Error('no'))),
        }));
      controller.abort();
      return new Promise(() => undefined);
    };
    expect(await statuses([spec('a')], { a: shares }, { signal: controller.signal })).toEqual(['cancelled']);
    expect(ended).toBe(2);
  });

  it('is not made any more when the run is over', async () => {
    const [controller, made] = [new AbortController(), [] as string[]];
    let late: Promise<unknown> | undefined;
    let go = (): void => undefined;
    const slow: Behaviour = async (context) => {
      late = new Promise<void>((resolve) => (go = resolve)).then(() =>
        context.shared('work', async () => (made.push('made'), { value: 1, end: async () => undefined })),
      );
      controller.abort();
      return new Promise(() => undefined);
    };
    expect(await statuses([spec('a')], { a: slow }, { signal: controller.signal })).toEqual(['cancelled']);
    go();
    await expect(late).rejects.toMatchObject({ code: 'cancelled' });
    expect(made).toEqual([]);
  });
});
