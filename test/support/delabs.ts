import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { writeFiles, type SubmittedFiles } from './lab-world.js';
import { openServiceHome, type ServiceHome } from './service-home.js';

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** What it has written so far. */
  written(): string;
  kill(signal: NodeJS.Signals): void;
}

/** The command line as its users run it: the bundle, in processes of their own, in a home of their own. */
export interface Delabs {
  readonly home: ServiceHome;
  /** Where commands run, and where what they write is found. */
  readonly folder: string;
  start(...args: readonly string[]): RunningCommand;
  run(...args: readonly string[]): Promise<Ended>;
  /** As {@link run} with `--json`: what it printed must be one JSON document. */
  json(...args: readonly string[]): Promise<Ended & { readonly data: unknown }>;
  /** A folder below {@link folder} with these files. */
  submission(name: string, files: SubmittedFiles): Promise<string>;
  /** Rejects when a process is left. */
  close(): Promise<void>;
}

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** The bundles as they are shipped; the script has no types. */
const buildAll = async (outdir: string): Promise<void> => {
  const script = pathToFileURL(path.join(root, 'scripts', 'build.mjs')).href;
  const { buildAll: build } = (await import(script)) as {
    buildAll(options: { dev: boolean; outdir: string }): Promise<unknown>;
  };
  await build({ dev: true, outdir });
};

export const openDelabs = async (courses: readonly string[]): Promise<Delabs> => {
  const outdir = path.join(root, '.cache', 'test', String(process.pid), 'cli', 'dist');
  const [home, folder] = await Promise.all([
    openServiceHome(),
    mkdtemp(path.join(await realpath(tmpdir()), 'delabs-cli-')),
    buildAll(outdir),
  ]);
  const { DELABS_HOME: _home, NODE_OPTIONS: _options, ...env } = process.env;
  const start = (...args: readonly string[]): RunningCommand => {
    const options = ['--home', home.home, ...courses.flatMap((course) => ['--courses', course])];
    const child = spawn(process.execPath, [path.join(outdir, 'cli.mjs'), ...args, ...options], {
      cwd: folder,
      env: { ...env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...output }) as Ended);
    return {
      pid: child.pid ?? 0,
      ended,
      written: () => output.stdout + output.stderr,
      kill: (signal) => void child.kill(signal),
    };
  };
  const run = (...args: readonly string[]): Promise<Ended> => start(...args).ended;
  return {
    ...{ home, folder, start, run },
    json: async (...args) => {
      const ended = await run(...args, '--json');
      return { ...ended, data: JSON.parse(ended.stdout) as unknown };
    },
    submission: async (name, files) => {
      await writeFiles(path.join(folder, name), files);
      return path.join(folder, name);
    },
    close: async () => {
      await home.close();
      await Promise.all([folder, path.dirname(outdir)].map((made) => rm(made, { recursive: true, force: true })));
      const left = await home.processes();
      if (left.length > 0) throw new Error(`left behind:\n${left.join('\n')}`);
    },
  };
};
