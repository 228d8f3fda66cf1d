import { chmod, mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { onFile } from '../../files/file-errors.js';
import { isRoot } from '../../process/reachable-folder.js';

/** What an interpreter of ours is asked to do; read by `job.py`. Every path is absolute, with all links resolved. */
export interface Job {
  readonly kind: 'script' | 'notebook' | 'function';
  readonly file: string;
  /** The submission: files in it are the learner's. */
  readonly folder: string;
  /** The folders that may be written. */
  readonly writable: readonly string[];
  readonly cwd: string;
  readonly report: string;
  /** File that says where the code is when it is asked. */
  readonly whereabouts: string;
  readonly arguments: readonly string[];
  readonly stdin: string | null;
  readonly env: Readonly<Record<string, string>>;
  readonly redirects: Readonly<Record<string, readonly [host: string, port: number]>>;
  /** Bytes. */
  readonly memory: number;
  /** Seconds of processor time of each process. */
  readonly cpu: number;
  readonly hiding: readonly string[];
  readonly setup: string;
  readonly call: string;
}

interface Address {
  readonly host: string;
  readonly port: number;
}

export interface WrittenJob {
  readonly job: Job;
  /** Absolute path of the file that holds it. */
  readonly file: string;
}

/** One run of a learner's file. Every path is absolute. */
export interface PythonRun {
  readonly kind: Job['kind'];
  readonly file: string;
  /** The submission: the only folder, beside a temporary one, that may be written. */
  readonly folder: string;
  readonly cwd: string;
  readonly arguments: readonly string[];
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
  /** Ports of this machine that the code may name, and where they lead. */
  readonly redirects: ReadonlyMap<number, number>;
  /** Bytes of memory for the program and all it starts. */
  readonly memory: number;
  /** Texts to look for in the output. */
  readonly prints: readonly string[];
  /** Names of modules that the learner's files hide. */
  readonly hiding: readonly string[];
  readonly setup?: string;
  readonly call?: string;
}

/** Seconds of processor time beyond what a run takes, for what our end could not stop. */
const mostSeconds = 900;

/** A folder for what belongs to one run and not to the learner. Rejects with `disk-full`, `permission-denied`. */
export const makePlace = (): Promise<string> =>
  onFile(tmpdir(), async () => {
    const place = await mkdtemp(path.join(await realpath(tmpdir()), 'delabs-run-'));
    await Promise.all(['temp', 'home'].map((name) => mkdir(path.join(place, name))));
    // Root's servers run as someone else, and may be asked to read what lies here.
    if (isRoot()) await Promise.all(['', 'temp'].map((name) => chmod(path.join(place, name), 0o755)));
    return place;
  });

/** Writes down what is to be done, in a folder that {@link makePlace} made. */
export const writeJob = async (run: PythonRun, place: string, helpers: string): Promise<WrittenJob> => {
  const inPlace = (name: string): string => path.join(place, name);
  const { kind, file, folder, cwd, memory, hiding } = run;
  const [temp, home] = [inPlace('temp'), inPlace('home')];
  const writable = [folder, temp, home];
  const redirects = new Map([...run.redirects].map(([port, to]) => [port, { host: '127.0.0.1', port: to }]));
  const stdin = run.stdin === '' ? null : inPlace('stdin.txt');
  const job: Job = {
    ...{ kind, file, folder, cwd, memory, hiding, stdin, arguments: run.arguments, writable },
    ...{ report: inPlace('report.json'), whereabouts: inPlace('whereabouts.txt') },
    ...{ cpu: mostSeconds * availableParallelism(), setup: run.setup ?? '', call: run.call ?? 'None' },
    redirects: Object.fromEntries([...redirects].map(([port, to]) => [port, [to.host, to.port]])),
    env: {
      ...Object.fromEntries(['TMPDIR', 'TEMP', 'TMP'].map((name) => [name, temp])),
      // Settings and caches of the user's own programs are none of a check's business.
      ...Object.fromEntries(['HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA'].map((name) => [name, home])),
      ...siteVariables(helpers, redirects),
      DELABS_WRITABLE: writable.join(path.delimiter),
      ...run.env,
    },
  };
  const written = inPlace('job.json');
  await onFile(written, async () => {
    if (stdin !== null) await writeFile(stdin, run.stdin);
    await writeFile(written, JSON.stringify(job));
  });
  return { job, file: written };
};

/** For interpreters that are started by others: read by our `sitecustomize.py`. */
export const siteVariables = (helpers: string, redirects: ReadonlyMap<number, Address>) => ({
  PYTHONPATH: path.join(helpers, 'site'),
  DELABS_REDIRECTS: [...redirects].map(([port, { host, port: to }]) => `${port}=${host}:${to}`).join(','),
});
