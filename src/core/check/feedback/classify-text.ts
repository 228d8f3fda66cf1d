import { countOf } from '../text/words.js';
import { severalFor, type ValueClass, type ValuePair } from './value-class.js';

const lower = (text: string): string => text.toLowerCase();
const trimmed = (text: string): string => text.trim();
const bare = (text: string): string => lower(trimmed(text));
const blankless = (text: string): string => text.replaceAll(/\s+/g, '');

const forms: readonly { readonly same: (text: string) => string; readonly text: string; readonly help?: string }[] = [
  {
    same: lower,
    text: 'The texts differ only in upper and lower case.',
    help: 'Keep the case of the source, or convert with `upper` or `lower` where that is asked for.',
  },
  {
    same: trimmed,
    text: 'The texts differ only in blanks around them.',
    help: '`trim` removes blanks from both ends.',
  },
  { same: bare, text: 'The texts differ only in case and in blanks around them.', help: 'Try `trim` and `lower`.' },
  { same: blankless, text: 'The texts differ only in blanks.' },
  {
    same: (text) => text.normalize('NFC'),
    text: 'The texts look the same but are written with other Unicode characters.',
    help: 'Accented letters can be one character or two; `normalize` makes them one.',
  },
];

const inForm = (pairs: readonly ValuePair[]): ValueClass | undefined => {
  const found = forms.find(({ same }) => pairs.every(({ expected, actual }) => same(expected) === same(actual)));
  return found && { diagnosis: 'text-form', text: found.text, ...(found.help !== undefined && { help: found.help }) };
};

/** Texts that all end after the same number of characters, where the expected ones go on. */
const cutOff = (pairs: readonly ValuePair[]): ValueClass | undefined => {
  const lengths = new Set(pairs.map(({ actual }) => [...actual].length));
  const [length = 0] = lengths;
  const cut = pairs.every(({ expected, actual }) => actual !== '' && expected.startsWith(actual));
  if (!cut || lengths.size !== 1 || !severalFor(pairs)) return undefined;
  return {
    diagnosis: 'rounding',
    text: `The texts are cut off after ${countOf(length, 'character')}.`,
    help: 'Look at the length in the type of the column, and at functions such as `left` and `substring`.',
  };
};

/** How texts differ: only in case, in blanks, in the way characters are composed; or in that they are cut off. */
export const classifyText = (pairs: readonly ValuePair[]): ValueClass | undefined => inForm(pairs) ?? cutOff(pairs);
