import type { ChildProcess } from 'node:child_process';
import type { ProcessIdentity } from '../process/identity.js';
import { identify } from '../process/identity.js';

/** A server process of ours, as its parent sees it. */
export interface ServerProcess {
  /** `undefined` when it ended before it could be looked at. */
  readonly identity: ProcessIdentity | undefined;
  readonly exited: Promise<void>;
  hasExited(): boolean;
}

/** Rejects when the program could not even be started. */
export const watched = async (child: ChildProcess): Promise<ServerProcess> => {
  let ended = false;
  const exited = new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', reject);
  }).finally(() => (ended = true));
  exited.catch(() => undefined);
  // A program that could not even be started tells so in an event, not here.
  if (child.pid === undefined) await exited;
  const identity = child.pid === undefined ? undefined : await identify(child.pid);
  return { identity, exited, hasExited: () => ended };
};
