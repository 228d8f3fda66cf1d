// `npm run bench`: builds, measures this machine in one run and prints a table. `npm run bench -- checks tree` measures the
// named groups only; `npm run --silent bench -- --json` prints one line of JSON and nothing else, `--markdown` a table for a
// document. Medians of many runs; what can't be measured here is null with the reason. A missed goal shows in the table,
// not in the exit code: what else the machine is doing decides half of it, so the load is told too.
import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDependencies, root } from '../scripts/setup.mjs';

ensureDependencies();

const log = (line) => console.error(line);

// What runs in this process (VS Code's test runner) writes to the standard output, which is kept for the result.
const writeResult = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

/** Loaded only now: they need the dependencies. In the order of the table. */
const loadGroups = async () => ({
  ...(await import('./groups/latency.mjs')),
  ...(await import('./groups/activation.mjs')),
  ...(await import('./groups/checks.mjs')),
  ...(await import('./groups/python.mjs')),
  ...(await import('./groups/sizes.mjs')),
  ...(await import('./groups/tree.mjs')),
  ...(await import('./groups/compare.mjs')),
  ...(await import('./groups/project.mjs')),
  ...(await import('./groups/diagnosis.mjs')),
  ...(await import('./groups/data.mjs')),
});

/** Names for several groups. */
const suites = { sparkify: ['python', 'project', 'diagnosis', 'compare'] };

const chosenOf = (groups) => {
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const chosen = named.flatMap((name) => suites[name] ?? [name]);
  const unknown = chosen.filter((name) => !(name in groups));
  if (unknown.length > 0)
    throw new Error(
      `No such group: ${unknown.join(', ')}. Groups: ${[...Object.keys(groups), ...Object.keys(suites)].join(', ')}.`,
    );
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

/** Every figure of the chosen groups, in their order. */
const measureAll = async (chosen, scratch) => {
  const { figure, unmeasured } = await import('./figures.mjs');
  const found = [];
  for (const [name, group] of chosen) {
    log(`\n${name}`);
    const own = path.join(scratch, name);
    await mkdir(own);
    const measured = await measureGroup(group, { root, dist: path.join(root, 'dist'), scratch: own, log });
    for (const [key, declared] of Object.entries(group.figures)) {
      const { value, reason = 'not measured' } = measured[key] ?? {};
      const result = value === undefined ? unmeasured(declared, reason) : figure(declared, value);
      found.push({ name: `${name}.${key}`, what: declared.what, figure: result });
    }
    await rm(own, { recursive: true, force: true });
  }
  return found;
};

const present = async (found, load) => {
  const { asText, asMarkdown } = await import('./figures.mjs');
  if (process.argv.includes('--json'))
    return JSON.stringify(Object.fromEntries(found.map(({ name, figure }) => [name, figure])));
  const table = process.argv.includes('--markdown') ? asMarkdown(found) : asText(found);
  const machine = `Node ${process.versions.node}, ${process.platform}, ${availableParallelism()} cores`;
  return `\n${table}\n\n${machine}, load ${load.map((value) => value.toFixed(1)).join(' before, ')} after.`;
};

const main = async () => {
  const chosen = chosenOf(await loadGroups());
  const { run } = await import('./processes.mjs');
  log('Building…');
  await run(process.execPath, [path.join(root, 'scripts', 'vsix.mjs')], { cwd: root });
  process.env.DELABS_TOOLCHAIN ??= path.join(root, '.cache', 'toolchain');
  const scratch = await realpath(await mkdtemp(path.join(tmpdir(), 'delabs-bench-')));
  try {
    // Run as root, PostgreSQL works as another user: it must be able to reach its files here.
    await chmod(scratch, 0o755);
    const [before] = loadavg();
    const found = await measureAll(chosen, scratch);
    const [after] = loadavg();
    writeResult(`${await present(found, [before, after])}\n`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

await main();
