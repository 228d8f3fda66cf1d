// The main job without an editor: start the first lab, grade its starter, grade its solution, print both feedbacks.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './setup.mjs';

const delabs = path.join(root, 'dist', 'cli.mjs');
const course = 'first-steps-sql';
const lab = 'first-queries';

/** Runs `delabs` and resolves with its exit code and what it printed. */
const run = (args, { quiet = false } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [delabs, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
      if (!quiet) process.stdout.write(data);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });

/** Starts the lab and resolves, when its services answer, with a function that stops it. */
const startLab = (workspace) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [delabs, 'start', `${course}/${lab}`, '--workspace', workspace], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    const gone = new Promise((done) => child.once('close', done));
    child.once('close', (code) => reject(new Error(`delabs start ended with ${code}`)));
    child.stderr.on('data', (data) => {
      process.stderr.write(data);
      if (!String(data).includes('Running.')) return;
      resolve(async () => {
        child.kill('SIGINT');
        await gone;
      });
    });
  });

/** @returns {Promise<number>} 0 only when the starter failed and the solution passed */
export async function playMainJob() {
  const workspace = await mkdtemp(path.join(tmpdir(), 'delabs-start-'));
  const folder = path.join(workspace, course, lab);
  let stop;
  try {
    console.log(`\n— Start the lab ${lab}`);
    stop = await startLab(workspace);
    console.log('\n— Grade the starter: it must fail');
    const starter = await run(['check', `${course}/${lab}`, '--folder', folder]);
    console.log('\n— Grade the solution: it must pass');
    await cp(path.join(root, 'labs', course, lab, 'solution'), folder, { recursive: true, force: true });
    const solution = await run(['check', `${course}/${lab}`, '--folder', folder]);
    const ok = starter.code === 1 && solution.code === 0;
    console.log(
      ok
        ? '\nThe starter failed and the solution passed.'
        : `\nUnexpected: the starter ended with ${starter.code}, the solution with ${solution.code}.`,
    );
    return ok ? 0 : 1;
  } finally {
    await stop?.();
    await run(['stop', `${course}/${lab}`, '--workspace', workspace], { quiet: true }).catch(() => undefined);
    await rm(workspace, { recursive: true, force: true });
  }
}
