import { subtract, type Decimal } from '../compare/number-text.js';
import { classifyDecimals, classifyNoise } from './classify-decimals.js';
import { classifyFactor, classifyMultiples, classifyRoundedFactor, classifyRoundedUnit } from './classify-factor.js';
import { approximately, decimalPairs, isSame, magnitudeOf, written, type DecimalPair } from './decimals.js';
import { isUniform, severalFor, type ValueClass, type ValueContext, type ValuePair } from './value-class.js';

type Classifier = (pairs: readonly DecimalPair[], context: ValueContext) => ValueClass | undefined;

const one: Decimal = { coefficient: 1n, scale: 0 };

/** By how much all values are too high; `undefined` when not all by the same. */
const commonShift = (pairs: readonly DecimalPair[]): Decimal | undefined => {
  const [first] = pairs;
  if (!first) return undefined;
  const shift = subtract(first.actual, first.expected);
  return pairs.every(({ expected, actual }) => isSame(subtract(actual, expected), shift)) ? shift : undefined;
};

const isZeroToOne = ({ expected, actual }: DecimalPair): boolean => expected.coefficient === 0n && isSame(actual, one);

/** What `count(*)` gives for the row that an outer join keeps without a partner. */
const unmatchedCounted: Classifier = (pairs, { query, allWrong }) => {
  if (!query || query.outerJoins === 0 || allWrong || !pairs.every(isZeroToOne)) return undefined;
  const help =
    'After an outer join, `count(*)` counts the row without a partner as well: count a column of the joined table.';
  return {
    diagnosis: 'null-handling',
    text: 'It is 1 where 0 is expected: the row without a partner is counted.',
    help,
    coarse: { text: 'Rows without a partner are counted.', help },
  };
};

const offset: Classifier = (pairs, { allWrong }) => {
  const shift = commonShift(pairs);
  if (!shift) return undefined;
  const size = magnitudeOf(shift);
  const byOne = isSame(size, one);
  // One wrong value among right ones may be one too low by chance.
  if (!severalFor(pairs) && !(byOne && allWrong)) return undefined;
  const direction = shift.coefficient > 0n ? 'high' : 'low';
  const text = `${severalFor(pairs) ? 'Every value' : 'The value'} is ${written(size)} too ${direction}`;
  const coarse = severalFor(pairs) ? { text: `Every value is too ${direction} by the same amount.` } : null;
  if (!byOne) return { diagnosis: 'wrong-values', text: `${text}.`, coarse };
  const help = 'Look at the borders: `<` or `<=`, counting from 0 or from 1, `NULL` counted or not.';
  return { diagnosis: 'off-by-one', text: `${text}: off by one.`, coarse, help };
};

/** A step of one explains a single pair of values better than the factor that it also is. */
const offByOne: Classifier = (pairs, context) => {
  const found = offset(pairs, context);
  return found?.diagnosis === 'off-by-one' ? found : undefined;
};

/** Fewest different values that show a shift in a cycle. */
const fewestTurns = 4;

/** By how much the values are ahead in a cycle that starts at 0 or 1; none when nothing shows that it is one. */
const turns = (pairs: readonly DecimalPair[], period: number): readonly number[] => {
  const numbers = pairs.map((p) => [approximately(p.expected), approximately(p.actual)] as const);
  const all = numbers.flat();
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const fits = all.every(Number.isInteger) && least >= 0 && most - least < period && most <= period;
  const different = new Set(numbers.map(([expected]) => expected)).size;
  const wraps = new Set(numbers.map(([expected, actual]) => actual > expected)).size === 2;
  if (!fits || !wraps || different < fewestTurns) return [];
  return [...new Set(numbers.map(([expected, actual]) => (actual - expected + period) % period))].sort((a, b) => a - b);
};

const ofWeek: Classifier = (pairs) =>
  turns(pairs, 7).length !== 1
    ? undefined
    : {
        diagnosis: 'off-by-one',
        text: 'The values are shifted in a cycle of 7, as days of a week that begins on another day.',
        help: '`dow` counts from 0 on Sunday, `isodow` from 1 on Monday, and Python from 0 on Monday.',
      };

/** Hours of half a day may as well be other things. */
const lateHour = 12;
/** Fewest values that show two shifts, an hour apart: those of summer and winter. */
const fewestHours = 8;

const ofDay: Classifier = (pairs) => {
  const [first, second, ...more] = turns(pairs, 24);
  const late = pairs.some(({ expected }) => approximately(expected) > lateHour);
  if (!late || first === undefined || more.length > 0) return undefined;
  if (second !== undefined && (second - first !== 1 || pairs.length < fewestHours)) return undefined;
  return {
    diagnosis: 'time-zone',
    text: 'The values are shifted in a cycle of 24, as hours of the day in another time zone.',
    help: 'Look at where the time is made: `AT TIME ZONE`, or the time zone of the session.',
  };
};

/** Fewest values of which it is worth saying that all are too high. */
const fewestDirected = 3;

const direction: Classifier = (pairs) => {
  if (pairs.length < fewestDirected) return undefined;
  const signs = new Set(pairs.map(({ expected, actual }) => subtract(actual, expected).coefficient > 0n));
  if (signs.size > 1) return undefined;
  return { diagnosis: 'wrong-values', text: `All wrong values are too ${signs.has(true) ? 'high' : 'low'}.` };
};

const forOne: readonly Classifier[] = [unmatchedCounted, classifyNoise, classifyDecimals, offByOne, classifyFactor];

/**
 * How numbers differ: by a constant factor or offset, by rounding, by the noise of floating point numbers, as multiples, in a cycle;
 * at least whether all are too high or too low.
 */
export const classifyNumbers = (pairs: readonly ValuePair[], context: ValueContext): ValueClass | undefined => {
  const values = decimalPairs(pairs);
  if (!values) return undefined;
  const forAll = [unmatchedCounted, classifyNoise, classifyDecimals, classifyFactor, offset, classifyMultiples];
  const classifiers = isUniform(pairs)
    ? forOne
    : [...forAll, classifyRoundedUnit, classifyRoundedFactor, ofWeek, ofDay, direction];
  for (const classifier of classifiers) {
    const found = classifier(values, context);
    if (found) return found;
  }
  return undefined;
};
