// Wrong queries and loads, as learners write them, on a real server: how many are called what a teacher would call them, and how much
// longer a check takes that has to find the words.
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileOf, lab, readCases, solutionOf, writeCourse } from '../../test/contract/diagnosis/course.mjs';
import { startEngine } from '../engine.mjs';
import { median, timed } from '../statistics.mjs';

/** The only result of a check of this text, and how many milliseconds it took. */
const check = async ({ engine, folder }, one, text) => {
  await writeFile(path.join(folder, fileOf(one)), text);
  let run;
  const time = await timed(async () => {
    run = await engine.request('check', { ...lab, exerciseId: one.id, trigger: 'command' });
  });
  return { time, ...run.results[0] };
};

/** What each case was called. */
const checkAll = async (started, cases, log) => {
  const found = [];
  for (const one of cases) {
    const right = await check(started, one, solutionOf(one));
    if (right.status !== 'passed') throw new Error(`${one.id}: the right answer does not pass: ${right.message}`);
    const wrong = await check(started, one, one.wrong);
    if (wrong.status !== 'failed') throw new Error(`${one.id}: the wrong answer is ${wrong.status}: ${wrong.message}`);
    const { diagnosis = 'none', message } = wrong;
    if (diagnosis !== one.class) log(`${one.id}: ${diagnosis} for ${one.class}. ${message}`);
    found.push({ named: diagnosis === one.class, added: wrong.time - right.time });
  }
  return found;
};

export const diagnosis = {
  figures: {
    cases: { what: 'wrong queries and loads, run on the real server', unit: 'cases', goal: '>= 60' },
    share: { what: 'of them called what a teacher would call them', unit: '%', goal: '>= 90' },
    added: { what: 'time that a wrong answer takes beyond the right one (median)', unit: 'ms' },
  },
  async measure({ dist, scratch, log }) {
    const cases = await readCases();
    const courses = path.join(scratch, lab.courseId);
    await writeCourse(courses, cases);
    const workspace = path.join(await realpath(scratch), 'workspace');
    await mkdir(workspace);
    const options = { home: path.join(scratch, 'home'), courseFolders: [courses], workspace, trusted: true };
    const engine = await startEngine(path.join(dist, 'engine.mjs'), options);
    try {
      const { folder } = await engine.request('startLab', lab);
      const found = await checkAll({ engine, folder }, cases, log);
      const named = found.filter((one) => one.named).length;
      return {
        cases: { value: found.length },
        share: { value: (100 * named) / found.length },
        added: { value: median(found.map((one) => one.added)) },
      };
    } finally {
      await engine.request('stopLab', lab).catch(() => undefined);
      await engine.stop();
    }
  },
};
