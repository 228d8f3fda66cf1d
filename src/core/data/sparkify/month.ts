import type { SparkifySpec } from '../data-spec.js';

/** November 2018, which began on a Thursday. Moments are whole seconds from its start; days count from 0. */
export const month = { days: 30, seconds: 30 * 86_400 } as const;

export const daySeconds = 86_400;

const prefix = '2018-11-';
const start = Date.UTC(2018, 10, 1);

/** Every moment of the service's clock ends in the same milliseconds, those of its start. */
export const clockMs = 796;

/** A moment as epoch milliseconds. */
export const epochMs = (second: number): number => start + second * 1000 + clockMs;

/** `2018-11-05` for 4. */
export const dateOf = (day: number): string => `${prefix}${String(day + 1).padStart(2, '0')}`;

/** The chosen days in order; `undefined` when not all of them are in the month. */
export const daysOf = ({
  from = dateOf(0),
  days,
}: Pick<SparkifySpec, 'from' | 'days'>): readonly number[] | undefined => {
  const first = Number(from.slice(prefix.length)) - 1;
  const end = days === undefined ? month.days : first + days;
  const isDay = Number.isInteger(first) && first >= 0 && first < month.days && dateOf(first) === from;
  if (!isDay || !Number.isInteger(end) || end <= first || end > month.days) return undefined;
  return Array.from({ length: end - first }, (_, index) => first + index);
};
