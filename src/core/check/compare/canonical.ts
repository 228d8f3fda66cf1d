import type { CompareOptions } from '../../manifest/check-parts.js';
import type { Family } from './families.js';
import { canonicalJson } from './json-text.js';
import { canonicalMoment } from './moment-text.js';
import { canonicalNumber } from './number-text.js';

/** Gives each cell the one text of its value, so that equal values are equal texts; null is (or counts as) NULL. */
export type Canonical = (text: string) => string | null;

/** Marks what could not be read as its type; no canonical text of a readable value begins with it. */
const unreadable = (text: string): string => `?${text}`;

const readBoolean = (text: string): string => {
  if (text === 't' || text === 'f') return text;
  const word = text.toLowerCase();
  if (word === 'true' || word === 't') return 't';
  return word === 'false' || word === 'f' ? 'f' : unreadable(text);
};

const readBytes = (text: string): string => {
  const hex = text.replace(/^(?:\\x|0x)/i, '');
  return /^(?:[0-9a-f]{2})*$/i.test(hex) ? hex.toLowerCase() : unreadable(text);
};

const readUuid = (text: string): string => {
  const hex = text.replaceAll(/[{}-]/g, '');
  return /^[0-9a-f]{32}$/i.test(hex) ? hex.toLowerCase() : unreadable(text);
};

const asIs = (text: string): string => text;

const readers: Readonly<Record<Family, (text: string) => string>> = {
  number: (text) => canonicalNumber(text) ?? unreadable(text),
  boolean: readBoolean,
  moment: (text) => canonicalMoment(text) ?? unreadable(text),
  text: asIs,
  time: (text) => (/^\d\d:\d\d$/.test(text) ? `${text}:00` : text),
  interval: asIs,
  json: (text) => canonicalJson(text) ?? unreadable(text),
  bytes: readBytes,
  uuid: readUuid,
  array: asIs,
};

/** The reader of a family under the given options. */
export const canonicalReader = (family: Family, options: CompareOptions): Canonical => {
  if (family === 'number' && options.nan === 'null') {
    return (text) => {
      const number = readers.number(text);
      return number === 'NaN' ? null : number;
    };
  }
  if (family === 'text' && options.case === 'insensitive') return (text) => text.toLowerCase();
  return readers[family];
};

/** Readers for columns of families that share no value: no text of one side ever equals one of the other. NULLs still do. */
export const foreignReaders: { readonly expected: Canonical; readonly actual: Canonical } = {
  expected: (text) => `e${text}`,
  actual: (text) => `a${text}`,
};
