import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../src/core/data/data-spec.js';
import { generate } from '../../../src/core/data/generate.js';
import { month } from './sparkify-rows.js';

const refused: readonly (readonly [string, Partial<DataSpec>, string])[] = [
  ['a negative seed', { seed: -1 }, 'seed is -1'],
  ['half a seed', { seed: 0.5 }, 'seed is 0.5'],
  ['a seed beyond whole numbers', { seed: 2 ** 53 }, 'seed is 9007199254740992'],
  ['no scale', { scale: 0 }, 'scale is 0'],
  ['half a scale', { scale: 1.5 }, 'scale is 1.5'],
  ['a scale that is too large', { scale: 1251 }, 'scale is 1251'],
  ['no number', { scale: Number.NaN }, 'scale is NaN'],
  ['a day of another month', { from: '2018-12-01' }, 'no data of 2018-12-01'],
  ['a day of another year', { from: '2019-11-01' }, 'no data of 2019-11-01'],
  ['a day that is none', { from: '2018-11-31' }, 'no data of 2018-11-31'],
  ['another way to write a day', { from: '2018-11-1' }, 'no data of 2018-11-1'],
  ['no days', { days: 0 }, 'The days go beyond'],
  ['too many days', { from: '2018-11-29', days: 3 }, 'The days go beyond'],
  ['half days', { days: 1.5 }, 'The days go beyond'],
  ['another form', { form: 'xml' as 'csv' }, 'form is `xml`'],
];

describe('generate', () => {
  it.each(refused)('refuses %s', (_, over, message) => {
    expect(() => generate({ ...month(1), ...over })).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: expect.stringContaining(message) as string,
        data: { cure: expect.any(String) as string },
      }),
    );
  });

  it('computes nothing before it is asked for', () => {
    const spec = month(1, 1250);
    const first = generate(spec).files()[Symbol.iterator]().next();
    expect(first.value).toMatchObject({ path: 'log_data/2018/11/2018-11-01-events.json' });
  });
});
