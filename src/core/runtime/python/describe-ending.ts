import { code } from '../../check/text/words.js';
import { describeFailure } from './describe-failure.js';
import type { PythonFailure, PythonScene } from './failure.js';
import { asSentence, type PythonWords } from './words.js';

/** How a program has ended. */
export type PythonEnding =
  | { readonly kind: 'done' }
  /** It called `sys.exit`, with a number or a text. */
  | { readonly kind: 'exit'; readonly code: number; readonly text?: string | undefined }
  | { readonly kind: 'error'; readonly failure: PythonFailure }
  /** We stopped it. */
  | { readonly kind: 'stopped'; readonly why: 'output' | 'memory' | 'processes' }
  /** It ended past Python: by `os._exit`, or by a signal. */
  | { readonly kind: 'gone'; readonly code: number | null; readonly signal: string | null };

/** What is wrong about the end of a program; `undefined` for one that ended as a program should. */
export const describeEnding = (ending: PythonEnding, scene: PythonScene): PythonWords | undefined => {
  const script = code(scene.script);
  switch (ending.kind) {
    case 'done':
      return undefined;
    case 'error':
      return describeFailure(ending.failure, scene);
    case 'exit':
      return ending.code === 0 ? undefined : describeExit(script, ending.code, ending.text);
    case 'stopped':
      return describeStop(script, ending.why, scene);
    case 'gone':
      return ending.code === 0 ? undefined : describeGone(script, ending.code, ending.signal);
  }
};

const describeExit = (script: string, exitCode: number, text: string | undefined): PythonWords =>
  text === undefined
    ? {
        message: `${script} ends itself with the exit code ${exitCode}, which says that something went wrong.`,
        help: 'Look for `sys.exit` or `exit`, and at what was printed before.',
      }
    : { message: `${script} ends itself and says: ${asSentence(text)}`, help: 'Look for `sys.exit` or `exit`.' };

const describeStop = (script: string, why: 'output' | 'memory' | 'processes', { memory }: PythonScene): PythonWords => {
  if (why === 'output')
    return {
      message: `${script} was stopped: it had printed more than 64 MB.`,
      help: 'Look for a `print` in a loop that never ends.',
    };
  if (why === 'memory')
    return {
      message: `${script} was stopped: it used more than ${memory} MB of memory.`,
      help: 'Work on one file, or one part of the rows, at a time.',
    };
  return {
    message: `${script} was stopped: it had started too many processes.`,
    help: 'Look for code that starts itself again and again.',
  };
};

const signals: Readonly<Record<string, string>> = {
  SIGKILL: 'It was ended from outside (`SIGKILL`); the computer may have run out of memory.',
  SIGSEGV: 'A package crashed (`SIGSEGV`).',
  SIGABRT: 'A package gave up (`SIGABRT`).',
  SIGXCPU: 'It computed for too long (`SIGXCPU`).',
  SIGTERM: 'It was asked to end (`SIGTERM`).',
};

const describeGone = (script: string, exitCode: number | null, signal: string | null): PythonWords =>
  signal === null
    ? {
        message: `${script} ends itself at once with the exit code ${exitCode ?? '?'}, without a word from Python.`,
        help: 'Look for `os._exit`.',
      }
    : {
        message: `${script} did not come to its end. ${signals[signal] ?? `It was ended by ${code(signal)}.`}`,
        help: 'Look at the last lines of its output.',
      };
