import type { ColumnType } from '../table.js';

/** Types whose values can be equal: `3`, `3.0` and a float 3 are one number, a date is a timestamp at midnight. */
export type Family =
  'number' | 'boolean' | 'moment' | 'text' | 'time' | 'interval' | 'json' | 'bytes' | 'uuid' | 'array';

const families: Readonly<Record<ColumnType, Family | 'open'>> = {
  boolean: 'boolean',
  integer: 'number',
  decimal: 'number',
  float: 'number',
  text: 'text',
  date: 'moment',
  time: 'time',
  timestamp: 'moment',
  timestamptz: 'moment',
  interval: 'interval',
  json: 'json',
  bytes: 'bytes',
  uuid: 'uuid',
  array: 'array',
  // A written value, or one of a type nobody told us how to read, takes the type it is compared with.
  literal: 'open',
  other: 'open',
};

/**
 * How two columns are compared; `undefined` when their values can never be equal (text against numbers). `literal` and `other`
 * adopt the other side's family; two of them are text.
 */
export const commonFamily = (left: ColumnType, right: ColumnType): Family | undefined => {
  const [a, b] = [families[left], families[right]];
  if (a === 'open') return b === 'open' ? 'text' : b;
  return b === 'open' || a === b ? a : undefined;
};
