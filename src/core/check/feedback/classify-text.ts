import type { ValueClass, ValuePair } from './value-class.js';

const lower = (text: string): string => text.toLowerCase();
const trimmed = (text: string): string => text.trim();
const bare = (text: string): string => lower(trimmed(text));
const singleSpaced = (text: string): string => trimmed(text).replaceAll(/\s+/g, ' ');

const classes: readonly { readonly same: (text: string) => string; readonly found: ValueClass }[] = [
  {
    same: lower,
    found: {
      text: 'The texts differ only in upper and lower case.',
      help: 'Keep the case of the source, or convert with `upper` or `lower` where that is asked for.',
    },
  },
  {
    same: trimmed,
    found: { text: 'The texts differ only in blanks around them.', help: '`trim` removes blanks from both ends.' },
  },
  {
    same: bare,
    found: { text: 'The texts differ only in case and in blanks around them.', help: 'Try `trim` and `lower`.' },
  },
  { same: singleSpaced, found: { text: 'The texts differ only in blanks.' } },
  {
    same: (text) => text.normalize('NFC'),
    found: {
      text: 'The texts look the same but are written with other Unicode characters.',
      help: 'Accented letters can be one character or two; `normalize` makes them one.',
    },
  },
];

/** How texts differ: only in case, in blanks, in the way characters are composed. */
export const classifyText = (pairs: readonly ValuePair[]): ValueClass | undefined =>
  classes.find(({ same }) => pairs.every(({ expected, actual }) => same(expected) === same(actual)))?.found;
