import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** In the order of the learner's way: what needs no engine first, what needs a database last. */
const files = [
  () => import('./contributions.test.js'),
  () => import('./activation.test.js'),
  () => import('./panel-messages.test.js'),
  () => import('./connections.test.js'),
  () => import('./engine-client.test.js'),
  () => import('./check-runner.test.js'),
  () => import('./diagnostics.test.js'),
  () => import('./run-file.test.js'),
  () => import('./tree-refresh.test.js'),
  () => import('./tree.test.js'),
  () => import('./lab-journey.test.js'),
  () => import('./lab-code.test.js'),
  () => import('./attempts.test.js'),
  () => import('./test-explorer.test.js'),
  () => import('./grades.test.js'),
  () => import('./tasks.test.js'),
  () => import('./resets.test.js'),
  () => import('./engine-crash.test.js'),
  () => import('./sql-journey.test.js'),
];

/** Called by VS Code's test host; rejects when a test fails. */
export const run = async (): Promise<void> => {
  const { DELABS_TEST_GREP: grep, DELABS_TEST_REPORT: report } = process.env;
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 30_000, slow: 5_000, reporter: 'spec' });
  if (grep) mocha.grep(grep);
  // Defines describe, it and the like for the files, as mocha does for files it loads by itself.
  mocha.suite.emit('pre-require', globalThis, 'host', mocha);
  for (const load of files) await load();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', () => (counts.passed += 1))
      .on('fail', () => (counts.failed += 1))
      .on('pending', () => (counts.skipped += 1));
  });
  if (report) writeFileSync(report, JSON.stringify(counts));
  if (failures > 0) throw new Error(`${failures} failed`);
};
