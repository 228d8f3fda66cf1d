import { RunScope } from '../../src/app/scope.js';
import type { CheckContext } from '../../src/core/check/context.js';
import type { Lab } from '../../src/core/course/course.js';
import type { CancelSignal, RunningService } from '../../src/core/ports.js';
import type { Tier } from '../../src/core/vocabulary.js';
import { shortDigest } from '../../src/node/digest.js';
import { submissionOf } from '../../src/node/files/submission.js';
import { never } from './service-home.js';

/** One run of checks, without the checks. */
export interface TestRun {
  readonly context: CheckContext;
  /** What happens after the last check. */
  end(): Promise<void>;
}

export interface TestRunOptions {
  readonly tier?: Tier;
  readonly signal?: CancelSignal;
  readonly service?: (name?: string) => Promise<RunningService>;
}

/** A run on the files of a folder. */
export const startRun = (lab: Lab, folder: string, options: TestRunOptions = {}): TestRun => {
  const scope = new RunScope();
  const context: CheckContext = {
    exercise: { id: 'exercise', files: [] },
    lab,
    tier: options.tier ?? 'full',
    submission: submissionOf(folder),
    labFile: (path) => `${lab.folder}/${path}`,
    service: options.service ?? (() => Promise.reject(new Error('no service was expected'))),
    signal: options.signal ?? never,
    digest: shortDigest,
    shared: (key, make) => scope.shared(key, make),
  };
  const throwIt = (error: unknown): never => {
    throw error;
  };
  return { context, end: () => scope.end(throwIt) };
};
