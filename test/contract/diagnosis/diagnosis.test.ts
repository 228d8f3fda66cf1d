import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkExercise, exerciseOf } from '../../../src/app/check-exercise.js';
import type { CheckResult } from '../../../src/core/check/result.js';
import type { Lab } from '../../../src/core/course/course.js';
import { openWorld, type World } from '../../../src/node/world.js';
import { only, writeFiles } from '../../support/lab-world.js';
import { never, openServiceHome, type ServiceHome } from '../../support/service-home.js';
import { courseScript, type Case } from './cases.js';

const course = await courseScript();
const cases = await course.readCases();

let home: ServiceHome;
let scratch: string;
let world: World;
let lab: Lab;

beforeAll(async () => {
  home = await openServiceHome();
  scratch = await mkdtemp(path.join(await realpath(tmpdir()), 'delabs-diagnosis-'));
  const folder = path.join(scratch, course.lab.courseId);
  await course.writeCourse(folder, cases);
  const { supervisorScript } = home;
  const options = {
    supervisorScript,
    pythonHelpers: '',
    keepSpares: true,
    completeCourses: true,
    log: () => undefined,
  };
  world = openWorld({ ...options, home: home.home, courseFolders: [folder] });
  ({ lab } = await world.catalog.lab(course.lab.courseId, course.lab.itemId));
});

afterAll(async () => {
  await world.close();
  await home.close();
  await rm(scratch, { recursive: true, force: true });
});

const check = async (one: Case, text: string): Promise<CheckResult> => {
  const folder = await mkdtemp(path.join(scratch, 'work-'));
  await writeFiles(folder, { [course.fileOf(one)]: text });
  const exercise = exerciseOf(lab, one.id);
  const options = { folder, workspace: undefined, trigger: 'command', tier: 'full', signal: never } as const;
  return only(await checkExercise(world, { courseId: course.lab.courseId, lab, exercise, ...options }));
};

const given: { readonly one: Case; readonly result: CheckResult }[] = [];

describe('mistakes that learners make', () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', async (_id, one) => {
    expect((await check(one, course.solutionOf(one))).message).toMatch(/ is right: /);
    const result = await check(one, one.wrong);
    given.push({ one, result });
    expect(result.status).toBe('failed');
    expect.soft(result.diagnosis ?? 'none', result.message).toBe(one.known ?? one.class);
    if (one.says !== undefined) expect.soft(result.message).toContain(one.says);
  });

  it('are many, and nearly all named as a good teacher would', () => {
    const named = given.filter(({ one, result }) => (result.diagnosis ?? 'none') === one.class);
    expect(given.length).toBeGreaterThanOrEqual(60);
    expect(named.length / given.length).toBeGreaterThanOrEqual(0.9);
  });
});
