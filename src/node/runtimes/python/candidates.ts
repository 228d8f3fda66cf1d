import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Python versions that labs run on, newest first. */
export const minors = ['3.13', '3.12', '3.11', '3.10'] as const;

/** A program that may be a Python. */
export interface Candidate {
  /** For messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The one the user named: no other will do. */
  readonly only?: boolean;
}

/** Programs to try, likeliest first. Looks into folders only when it is asked for more. */
export async function* candidates(env: NodeJS.ProcessEnv): AsyncGenerator<Candidate> {
  const named = env['DELABS_PYTHON'];
  if (named) {
    yield { ...byName(named), only: true };
    return;
  }
  const windows = process.platform === 'win32';
  if (windows) for (const minor of minors) yield { name: `py -${minor}`, command: 'py', args: [`-${minor}`] };
  yield* ['python3', 'python', ...(windows ? [] : minors.map((minor) => `python${minor}`))].map(byName);
  // An editor that was not started from a terminal has a short PATH.
  if (!windows) yield* (await wellKnownPlaces(env['HOME'] ?? homedir())).map(byName);
}

const byName = (name: string): Candidate => ({ name, command: name, args: [] });

const wellKnownPlaces = async (home: string): Promise<readonly string[]> => {
  const versions = path.join(home, '.pyenv', 'versions');
  const pyenv = (await readdir(versions).catch(() => [])).map((version) => path.join(versions, version, 'bin'));
  const found = minors.flatMap((minor) => [
    ...['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin'].map((folder) => path.join(folder, `python${minor}`)),
    `/Library/Frameworks/Python.framework/Versions/${minor}/bin/python${minor}`,
    ...pyenv.map((folder) => path.join(folder, `python${minor}`)),
  ]);
  return found;
};
