import { dataForms, type DataSpec } from './data-spec.js';
import { dateOf, daysOf, month } from './sparkify/month.js';
import { largestScale } from './sparkify/quotas.js';

/** What is wrong with a spec, and at which key. */
export interface SpecProblem {
  readonly key: 'seed' | 'scale' | 'from' | 'days' | 'form';
  readonly message: string;
  readonly cure: string;
}

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && value >= least && value <= most;

/** The first thing that keeps a spec from being generated, if any. */
export const specProblem = (spec: DataSpec): SpecProblem | undefined => {
  const { seed, scale, form = 'json', from } = spec;
  if (!isWhole(seed, 0, Number.MAX_SAFE_INTEGER))
    return { key: 'seed', message: `The seed is ${seed}.`, cure: 'Use a whole number from 0 on.' };
  if (!isWhole(scale, 1, largestScale))
    return { key: 'scale', message: `The scale is ${scale}.`, cure: `Use a whole number from 1 to ${largestScale}.` };
  if (!dataForms.includes(form))
    return { key: 'form', message: `The form is \`${String(form)}\`.`, cure: `Use one of: ${dataForms.join(', ')}.` };
  if (daysOf(spec)) return undefined;
  const [first, last] = [dateOf(0), dateOf(month.days - 1)];
  return daysOf(from === undefined ? {} : { from })
    ? { key: 'days', message: 'The days go beyond the end of the month.', cure: `The last day is ${last}.` }
    : { key: 'from', message: `There is no data of ${from}.`, cure: `Use a day from ${first} to ${last}.` };
};
