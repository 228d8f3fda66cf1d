// `npm test`: the same set-up as `npm start`, then every gate and every suite. The last line is `N passed, N failed`.
// `npm test -- <name>…` runs only the named steps.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDependencies, root } from './setup.mjs';

ensureDependencies();

const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const node = process.execPath;

/** Commands run here keep their servers and downloads in the clone, away from the user's own. */
const clone = {
  DELABS_HOME: path.join(root, '.cache', 'home'),
  DELABS_TOOLCHAIN: path.join(root, '.cache', 'toolchain'),
  DELABS_RUNTIMES: path.join(root, '.cache', 'runtimes'),
};

/** Runs a command, shows its output, and resolves with its exit code and output. */
const run = (command, args, env = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...clone, ...env },
      shell: process.platform === 'win32',
    });
    let output = '';
    const take = (data) => {
      output += data;
      process.stdout.write(data);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => resolve({ code: 1, output: String(error) }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });

/** A gate counts as one test: it holds or it does not. */
const gate = (command, args) => async () => {
  const { code } = await run(command, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
};

/** A suite writes its counts; one that ends badly without a failed test (a crash) counts as one failure. */
const suite = (command, args, read) => async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'delabs-test-'));
  const report = path.join(folder, 'report.json');
  try {
    const { code } = await run(command, args(report), { DELABS_TEST_REPORT: report });
    const counts = await readFile(report, 'utf8').then((text) => read(JSON.parse(text)), () => ({ passed: 0, failed: 0, skipped: 0 })); // prettier-ignore
    return code !== 0 && counts.failed === 0
      ? { ...counts, failed: 1 }
      : counts.passed + counts.failed === 0
        ? { ...counts, failed: 1 }
        : counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const vitest = (project) =>
  suite(bin('vitest'), (report) => ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests,
    skipped: json.numPendingTests + json.numTodoTests,
  })); // prettier-ignore

/** Suites of our own write `{ passed, failed, skipped }`. */
const own = (script, ...args) =>
  suite(
    node,
    () => [path.join('scripts', script), ...args],
    (counts) => counts,
  );

const steps = {
  format: gate(bin('prettier'), ['--check', '--log-level=warn', '.']),
  lint: gate(bin('oxlint'), ['--quiet', '.']),
  layers: gate(node, ['scripts/lint-layers.mjs']),
  types: gate(bin('tsc'), ['-b']),
  unused: gate(bin('knip'), []),
  schemas: gate(node, ['scripts/schemas.mjs', '--check']),
  pure: vitest('pure'),
  package: gate(node, ['scripts/vsix.mjs']),
  sizes: gate(node, ['scripts/sizes.mjs']),
  grammar: own('test-grammar.mjs'),
  contract: vitest('contract'),
  // The many trials of Sparkify take minutes: `verify-all`. Its right and faulty projects are in the contract suite.
  verify: gate(node, ['dist/cli.mjs', 'verify', '--all', '--except', 'sparkify-postgres']),
  webview: vitest('webview'),
  host: own('test-host.mjs', 'current'),
  'host-oldest': own('test-host.mjs', 'oldest'),
  e2e: vitest('e2e'),
  'main-job': gate(node, ['scripts/start.mjs', '--headless']),
};

/** Only by name: they take too long for every change. */
const slowSteps = {
  'verify-all': gate(node, ['dist/cli.mjs', 'verify', '--all']),
};

const chosen = process.argv.slice(2);
const known = chosen.length > 0 ? { ...steps, ...slowSteps } : steps;
const unknown = chosen.filter((name) => !(name in known));
if (unknown.length > 0) throw new Error(`No such step: ${unknown.join(', ')}. Steps: ${Object.keys(known).join(', ')}`);

const total = { passed: 0, failed: 0, skipped: 0 };
const table = [];
for (const [name, step] of Object.entries(known)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n==> ${name}`);
  const before = performance.now();
  const counts = await step();
  for (const key of Object.keys(total)) total[key] += counts[key];
  table.push({ step: name, ...counts, seconds: Math.round((performance.now() - before) / 100) / 10 });
}
console.log('');
console.table(table);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
