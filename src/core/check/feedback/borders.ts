import { canonicalMoment } from '../compare/moment-text.js';
import { canonicalNumber } from '../compare/number-text.js';
import type { RowTrait } from '../result.js';
import type { QueryShape } from './query-shape.js';

const numberOf = (text: string): number => Number(canonicalNumber(text) ?? 'NaN');

/** True when a condition of the query compares with the value, or with the next whole number. */
const isCompared = (value: string, query: QueryShape): boolean =>
  query.constants.some((constant) => {
    const [a, b] = [numberOf(constant), numberOf(value)];
    const whole = Number.isInteger(a) && Number.isInteger(b);
    return a === b || (whole && Math.abs(a - b) === 1) || canonicalMoment(constant) === value;
  });

/** True when the rows lie right at the border: all have the one value next to all others, and a condition, if known, is about it. */
export const isAtBorder = ({ kind, values, sure }: RowTrait, query: QueryShape | undefined): boolean => {
  const [value, more] = values;
  if (value === undefined || more !== undefined) return false;
  if (kind !== 'below' && kind !== 'above' && !(kind === 'values' && value === '0')) return false;
  return query === undefined ? sure && kind !== 'values' : isCompared(value, query);
};

const dayOf = (text: string): string | undefined => canonicalMoment(text)?.slice(0, 10);

/** The day on which all the rows lie, when it is one at the end that a condition names without a time. */
export const borderDay = ({ kind, values }: RowTrait, query: QueryShape | undefined): string | undefined => {
  if (kind !== 'above' || !query) return undefined;
  const days = new Set(values.map(dayOf));
  const [day] = days;
  const named = query.constants.some(
    (constant) => /^\d{4}-\d\d-\d\d$/.test(constant.trim()) && constant.trim() === day,
  );
  return days.size === 1 && named ? day : undefined;
};
