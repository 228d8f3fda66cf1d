// Runs a measurement of bench/host inside a real VS Code host, with the packaged extension installed.
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { runInHost } from '../scripts/host/run.mjs';

/**
 * Resolves with what the measurement reports.
 * @param {URL} script exports `run`
 * @param {{ root: string, scratch: string }} context
 */
export async function measureInHost(script, { root, scratch }) {
  const source = fileURLToPath(script);
  const outfile = path.join(root, 'out', 'bench-host', `${path.basename(source, '.mjs')}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode', 'pg-native'],
    logLevel: 'warning',
  });
  const folder = path.join(scratch, 'workspace');
  const reportFile = path.join(scratch, 'report.json');
  await mkdir(folder, { recursive: true });
  await runInHost({
    extensionDevelopmentPath: root,
    extensionTestsPath: outfile,
    folder,
    env: {
      DELABS_HOST_VSIX: path.join(root, 'out', 'data-engineering-labs.vsix'),
      DELABS_HOME: path.join(scratch, 'home'),
      DELABS_BENCH_REPORT: reportFile,
      DELABS_BENCH_SOLUTION: path.join(
        root,
        'labs/first-steps-sql/first-queries/solution/01-songs-without-a-sticker.sql',
      ),
    },
  });
  return JSON.parse(await readFile(reportFile, 'utf8'));
}
