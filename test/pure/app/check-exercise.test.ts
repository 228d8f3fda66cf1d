import { describe, expect, it } from 'vitest';
import { checkExercise } from '../../../src/app/check-exercise.js';
import type { AppDeps } from '../../../src/app/deps.js';
import type { Exercise, Lab } from '../../../src/core/course/course.js';
import { LabError } from '../../../src/core/errors.js';
import type { CheckSpec } from '../../../src/core/manifest/schema.js';
import type { CheckKind, RunningService, Services } from '../../../src/core/ports.js';

const check = (id: string): CheckSpec => ({ id, title: id, kind: 'sql.query', expected: { query: 'SELECT 1' } });

const exercise: Exercise = {
  id: 'one',
  title: 'One',
  files: [{ path: 'one.sql' }],
  requirements: {},
  hints: [],
  checks: [check('a'), check('b')],
  wrongSolutions: [],
};

const lab: Lab = {
  id: 'lab',
  kind: 'lab',
  title: 'Lab',
  grading: 'practice',
  folder: '/lab',
  file: '/lab/lab.yaml',
  services: { db: { kind: 'postgres', version: 18, databases: ['shop'] } },
  runtimes: {},
  bind: {},
  exercises: [exercise],
};

const never = {
  aborted: false,
  reason: undefined,
  throwIfAborted: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};

const service = (name: string) => ({ label: () => name }) as RunningService;

/** Runs the exercise; gives what was asked of the services and of the check kind, and how the checks ended. */
const run = async (services: Partial<Services>, judge = (): 'passed' | 'failed' => 'passed') => {
  const asked: string[] = [];
  const kind: CheckKind = {
    kind: 'sql.query',
    prepare: async () => asked.push('prepare'),
    async run(spec, context) {
      const { label } = await context.service(undefined);
      asked.push(`${spec.id} on ${label()}`);
      return { status: judge(), message: '', isolation: 'readonly' };
    },
  };
  const deps: Partial<AppDeps> = {
    kinds: new Map([[kind.kind, kind]]),
    clock: {
      now: () => 0,
      elapsed: () => 0,
      deadline: () => ({ signal: never, expired: false, clear: () => undefined }),
    },
    newId: () => 'run',
    submission: () => ({ folder: '/', readText: async () => '', size: async () => 0, absolute: (path) => path }),
    services: {
      ready: async () => (asked.push('ready'), undefined),
      ensure: async () => (asked.push('ensure'), service('a new one')),
      doubt: () => asked.push('doubt'),
      stop: async () => undefined,
      dispose: async () => undefined,
      ...services,
    },
  };
  const job = {
    courseId: 'c',
    lab,
    exercise,
    folder: '/w',
    workspace: '/w',
    trigger: 'save',
    tier: 'full',
    signal: never,
  } as const;
  const { results } = await checkExercise(deps as AppDeps, job);
  return { asked, ended: results.map(({ status }) => status) };
};

describe('checkExercise', () => {
  it('finds a service once for all checks, while their kind prepares itself', async () => {
    expect(await run({})).toEqual({
      asked: ['ready', 'prepare', 'ensure', 'a on a new one', 'b on a new one'],
      ended: ['passed', 'passed'],
    });
  });

  it('takes a service as it is when it is known to be ready', async () => {
    const { asked } = await run({ ready: async () => service('the old one') });
    expect(asked).toEqual(['prepare', 'a on the old one', 'b on the old one']);
  });

  it('does not doubt a service on which work is wrong', async () => {
    expect((await run({}, () => 'failed')).asked).not.toContain('doubt');
  });

  it('doubts a service on which a check could not be done', async () => {
    const broken = () => {
      throw new LabError('service-failed', 'gone');
    };
    const { asked, ended } = await run({}, broken);
    expect(ended).toEqual(['error', 'error']);
    expect(asked.at(-1)).toBe('doubt');
  });

  it('tells every check of a service that can’t be had, and tries it once', async () => {
    let tries = 0;
    const ensure = async (): Promise<never> => {
      tries += 1;
      throw new LabError('service-failed', 'no room');
    };
    expect((await run({ ensure })).ended).toEqual(['error', 'error']);
    expect(tries).toBe(1);
  });
});
