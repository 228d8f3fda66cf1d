// Runs the one mocha suite of test/host inside a real VS Code host and reports its counts.
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleHostSuite } from './bundle-host-suite.mjs';
import { runInHost } from './host/run.mjs';
import { root } from './setup.mjs';

const host = process.argv[2] ?? 'current';
const extensionTestsPath = await bundleHostSuite();
const scratch = await mkdtemp(path.join(tmpdir(), 'delabs-host-'));
// Run as root, PostgreSQL works as another user: it must be able to reach its files here.
await chmod(scratch, 0o755);
const report = path.join(scratch, 'counts.json');
const workspace = path.join(scratch, 'workspace');
await mkdir(workspace);
let code = 0;
try {
  await runInHost({
    host,
    extensionDevelopmentPath: root,
    extensionTestsPath,
    folder: workspace,
    env: {
      DELABS_TEST_REPORT: report,
      DELABS_HOME: path.join(scratch, 'home'),
      DELABS_TOOLCHAIN: path.join(root, '.cache', 'toolchain'),
    },
  });
} catch (error) {
  console.error(String(error));
  code = 1;
}
const counts = await readFile(report, 'utf8').catch(() => undefined);
if (process.env.DELABS_TEST_REPORT && counts) await writeFile(process.env.DELABS_TEST_REPORT, counts);
await rm(scratch, { recursive: true, force: true });
process.exitCode = code;
