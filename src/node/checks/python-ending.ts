import type { PythonEnding } from '../../core/runtime/python/describe-ending.js';
import type { PythonEnd } from '../runtimes/python/run-python.js';

/** How a program has ended, for the words about it. */
export const endingOf = ({ report, stopped, exit }: PythonEnd): PythonEnding => {
  if (stopped !== undefined) return { kind: 'stopped', why: stopped };
  if (report === undefined) return { kind: 'gone', code: exit.code, signal: exit.signal };
  if (report.ended === 'exit') return { kind: 'exit', code: report.code, text: report.text };
  return report.ended === 'error' ? { kind: 'error', failure: report.error } : { kind: 'done' };
};
