import { delay } from './delay.js';
import type { ProcessIdentity } from './identity.js';
import { isSameProcess } from './identity.js';
import { processExists } from './process-facts.js';

const pollMs = 200;
/** Some systems take long to tell a start time: only every so many polls. */
const thoroughEvery = 10;

/** Resolves when that process, which is no child of ours, has exited. */
export const exitOf = async (identity: ProcessIdentity): Promise<void> => {
  for (let poll = 1; processExists(identity.pid); poll += 1) {
    const thorough = process.platform === 'linux' || poll % thoroughEvery === 0;
    if (thorough && !(await isSameProcess(identity))) return;
    await delay(pollMs);
  }
};
