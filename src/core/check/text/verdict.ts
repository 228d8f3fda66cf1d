import type { CheckRun } from '../result.js';

/** The one sentence that sums up a run. `lead` is set in bold. */
export interface Verdict {
  readonly lead: string;
  readonly text: string;
}

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

const counted = (count: number): string => numbers[count] ?? String(count);

const waiting = (count: number): readonly string[] =>
  count === 0 ? [] : [`${counted(count)} more ${count === 1 ? 'check waits' : 'checks wait'} for it.`];

/** What a run comes to, for the top of the panel and the end of terminal output. */
export const verdict = (run: CheckRun): Verdict => {
  const of = (...statuses: readonly string[]) => run.results.filter((result) => statuses.includes(result.status));
  const [broken, cancelled, wrong, skipped] = [of('error'), of('cancelled'), of('failed', 'timeout'), of('skipped')];
  if (broken[0]) return { lead: 'This could not be checked.', text: `${broken[0].message} It costs you nothing.` };
  if (cancelled.length > 0) return { lead: 'The check was cancelled.', text: '' };
  if (wrong[0]) {
    const lead = `${counted(wrong.length)} ${wrong.length === 1 ? 'thing' : 'things'} to fix.`;
    const what = wrong.length === 1 ? [`“${wrong[0].title}”.`] : [];
    return { lead, text: [...what, ...waiting(skipped.length)].join(' ') };
  }
  return {
    lead: 'All right.',
    text: run.results.length === 1 ? 'The check passes.' : `All ${run.results.length} checks pass.`,
  };
};
