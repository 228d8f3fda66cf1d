import type { CheckResult, CheckRun } from '../result.js';
import type { CheckStatus } from '../../vocabulary.js';
import { capitalised, countOf, numberWord } from './words.js';

/** The one sentence that sums up a run. `lead` is set in bold; `text` may be empty. */
export interface Verdict {
  readonly lead: string;
  readonly text: string;
}

const withStatus = (run: CheckRun, ...statuses: readonly CheckStatus[]): readonly CheckResult[] =>
  run.results.filter(({ status }) => statuses.includes(status));

const things = (count: number): string => `${numberWord(count)} ${count === 1 ? 'thing' : 'things'}`;

const named = ([only, ...others]: readonly CheckResult[]): string =>
  only && others.length === 0 ? `“${only.title}”.` : '';

const waiting = (skipped: readonly CheckResult[]): string => {
  if (skipped.length === 0) return '';
  const checks = skipped.length === 1 ? 'check waits' : 'checks wait';
  return `${capitalised(numberWord(skipped.length))} more ${checks} for it.`;
};

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

const allPassed = (count: number): string => {
  if (count < 3) return count === 1 ? 'The check passes.' : 'Both checks pass.';
  return `All ${countOf(count, 'check')} pass.`;
};

/** What a run comes to, for the top of the panel and the end of terminal output. Speaks of broken things before wrong ones. */
export const verdict = (run: CheckRun): Verdict => {
  const [broken] = withStatus(run, 'error');
  const wrong = withStatus(run, 'failed', 'timeout');
  const skipped = withStatus(run, 'skipped');
  if (broken) return { lead: 'This could not be checked.', text: joined(broken.message, 'It costs you nothing.') };
  if (withStatus(run, 'cancelled').length > 0)
    return { lead: 'The check was cancelled.', text: 'It costs you nothing.' };
  if (run.results.length === 0) return { lead: 'There is nothing to check here.', text: '' };
  if (wrong.length > 0 && run.grade.passed) {
    const left = `${capitalised(things(wrong.length))} left to fix`;
    return { lead: 'Passed.', text: wrong.length === 1 ? joined(`${left}:`, named(wrong)) : `${left}.` };
  }
  if (wrong.length > 0) {
    return { lead: `${capitalised(things(wrong.length))} to fix.`, text: joined(named(wrong), waiting(skipped)) };
  }
  if (skipped.length > 0) return { lead: 'Not every check ran.', text: '' };
  return { lead: 'All right.', text: allPassed(run.results.length) };
};
