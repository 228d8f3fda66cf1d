// `npm run bench`: measures this machine's build in one run and prints a table, or with `--json` one line of JSON.
// `npm run bench -- checks tree` measures the named groups only. Medians of many runs; what can't be measured here is
// null with the reason. A missed goal shows in the table, not in the exit code: the machine decides half of it.
import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDependencies, root } from '../scripts/setup.mjs';

ensureDependencies();

const log = (line) => console.error(line);

// What runs in this process (VS Code's test runner) writes to the standard output, which is kept for the result.
const writeResult = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

/** Loaded only now: they need the dependencies. */
const loadGroups = async () => {
  const [{ latency }, { activation }, { checks }, { sizes }, { tree }] = await Promise.all(
    ['latency', 'activation', 'checks', 'sizes', 'tree'].map((name) => import(`./groups/${name}.mjs`)),
  );
  return { latency, activation, checks, sizes, tree };
};

const chosenOf = (groups) => {
  const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const unknown = chosen.filter((name) => !(name in groups));
  if (unknown.length > 0)
    throw new Error(`No such group: ${unknown.join(', ')}. Groups: ${Object.keys(groups).join(', ')}.`);
  return Object.entries(groups).filter(([name]) => chosen.length === 0 || chosen.includes(name));
};

/** What a group measured by the names it declares; a group that fails gives nulls and says why. */
const measureGroup = async (group, context) => {
  try {
    return await group.measure(context);
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    log(error instanceof Error ? String(error.stack) : String(error));
    return Object.fromEntries(Object.keys(group.figures).map((name) => [name, { reason }]));
  }
};

const main = async () => {
  const { figure, unmeasured, asText, asMarkdown } = await import('./figures.mjs');
  const chosen = chosenOf(await loadGroups());
  log('Building…');
  const { run } = await import('./processes.mjs');
  await run(process.execPath, [path.join(root, 'scripts', 'vsix.mjs')], { cwd: root });
  process.env.DELABS_TOOLCHAIN ??= path.join(root, '.cache', 'toolchain');
  const scratch = await realpath(await mkdtemp(path.join(tmpdir(), 'delabs-bench-')));
  // Run as root, PostgreSQL works as another user: it must be able to reach its files here.
  await chmod(scratch, 0o755);
  const before = loadavg()[0];
  const found = [];
  try {
    for (const [name, group] of chosen) {
      log(`\n${name}`);
      const own = path.join(scratch, name);
      await mkdir(own);
      const measured = await measureGroup(group, { root, dist: path.join(root, 'dist'), scratch: own, log });
      for (const [key, declared] of Object.entries(group.figures)) {
        const { value, note, reason } = measured[key] ?? {};
        const result =
          value === undefined ? unmeasured(declared, reason ?? 'not measured') : figure(declared, value, note);
        found.push({ name: `${name}.${key}`, what: declared.what, figure: result });
      }
      await rm(own, { recursive: true, force: true });
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  if (process.argv.includes('--json')) {
    writeResult(`${JSON.stringify(Object.fromEntries(found.map(({ name, figure: one }) => [name, one])))}\n`);
    return;
  }
  const load = [before, loadavg()[0]].map((value) => value.toFixed(1)).join(' before, ');
  const table = process.argv.includes('--markdown') ? asMarkdown(found) : asText(found);
  const machine = `Node ${process.versions.node}, ${process.platform}, ${availableParallelism()} cores, load ${load} after.`;
  writeResult(`\n${table}\n\n${machine}\n`);
};

await main();
