// A course of 1,000 labs: how long the first level of the tree takes, a module, and a validation of everything.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEngine } from '../engine.mjs';
import { generateCourse } from '../generate-course.mjs';
import { median, timed } from '../statistics.mjs';

const labs = { whole: 1_000, quarter: 250 };
const rounds = 5;

/** Results of what changed a moment ago are not kept: see src/app/manifest-stamp.ts. */
const settleMs = 4_000;

const course = { courseId: 'big-course' };

/** Milliseconds of one request to an engine that has answered nothing but `initialize`. */
const firstRequest = async (start, method, params) => {
  const engine = await start();
  try {
    let answer;
    const time = await timed(async () => (answer = await engine.request(method, params)));
    return { time, answer, startedIn: engine.startedIn };
  } finally {
    await engine.stop();
  }
};

const validate = async (start) => {
  const { time, answer } = await firstRequest(start, 'validate', course);
  if (answer.length > 0) throw new Error(`The generated course is not valid: ${answer[0].message}`);
  return time;
};

/** Milliseconds until courses and then the items of a module are there. */
const openTree = async (start) => {
  const engine = await start();
  try {
    const courses = await timed(() => engine.request('courses', null));
    const items = await timed(() => engine.request('items', { ...course, moduleId: 'module-7' }));
    return { startedIn: engine.startedIn, courses, items };
  } finally {
    await engine.stop();
  }
};

export const tree = {
  figures: {
    initialize: { what: '1,000 labs: engine process from fork to initialised', unit: 'ms' },
    courses: { what: '1,000 labs: first level of the tree, engine just initialised', unit: 'ms', goal: '<= 150' },
    items: { what: '1,000 labs: a module of 20 labs, read for the first time', unit: 'ms' },
    cold: { what: '1,000 labs (10,000 exercises): validate everything', unit: 'ms', goal: '<= 3000' },
    unchanged: { what: '1,000 labs: validate again, nothing changed, new engine', unit: 'ms', goal: '<= 300' },
    linear: { what: 'time to validate 1,000 labs over 250 labs', unit: 'x', goal: '<= 5' },
  },
  async measure({ dist, scratch, log }) {
    const folders = { whole: path.join(scratch, 'whole'), quarter: path.join(scratch, 'quarter') };
    for (const [name, folder] of Object.entries(folders)) {
      log(`Writing a course of ${labs[name]} labs…`);
      await generateCourse(folder, labs[name]);
    }
    await sleep(settleMs);
    const starter = (name, home) => () =>
      startEngine(path.join(dist, 'engine.mjs'), {
        home: path.join(scratch, home),
        courseFolders: [folders[name]],
        workspace: path.join(scratch, 'workspace'),
        trusted: true,
      });
    const times = { initialize: [], courses: [], items: [], cold: [], quarter: [], unchanged: [] };
    for (let round = 0; round < rounds; round += 1) {
      log(`Round ${round + 1} of ${rounds}…`);
      const opened = await openTree(starter('whole', 'home'));
      times.initialize.push(opened.startedIn);
      times.courses.push(opened.courses);
      times.items.push(opened.items);
      times.cold.push(await validate(starter('whole', `home-${round}`)));
      times.quarter.push(await validate(starter('quarter', `home-${round}`)));
      times.unchanged.push(await validate(starter('whole', `home-${round}`)));
    }
    const { quarter, ...own } = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
    return {
      ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name, { value }])),
      linear: { value: own.cold / quarter },
    };
  },
};
