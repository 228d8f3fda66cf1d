import type * as z from 'zod/mini';
import { quote } from './quote.js';
import { alternatives, enumeration } from './suggest.js';

const plurals: Readonly<Record<string, string>> = {
  'a text': 'texts',
  'a number': 'numbers',
};

const pluralWords = (schema: z.core.$ZodType): string => {
  const words = expectedWords(schema);
  if (words.startsWith('a list')) return 'lists';
  return words.startsWith('a mapping') ? 'mappings' : (plurals[words] ?? 'values');
};

const quoted = (value: unknown): string => (typeof value === 'string' ? quote(value) : String(value));

const requiredKeys = (shape: z.core.$ZodShape): readonly string[] =>
  Object.keys(shape).filter((key) => shape[key]?._zod.def.type !== 'optional');

const mappingWords = (keys: readonly string[]): string =>
  keys.length === 0 ? 'a mapping' : `a mapping with ${enumeration(keys)}`;

/** What a schema asks for, in words: `a list of texts`. */
export const expectedWords = (schema: z.core.$ZodType): string => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
      return 'a text';
    case 'number':
      return 'format' in def ? 'a whole number' : 'a number';
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'array':
      return `a list of ${pluralWords(def.element)}`;
    case 'enum':
      return alternatives(Object.values(def.entries).map(quoted));
    case 'literal':
      return alternatives(def.values.map(quoted));
    case 'union':
      return alternatives([...new Set(def.options.map((option) => expectedWords(option).replace(/ with .*/, '')))]);
    case 'object':
      return mappingWords(requiredKeys(def.shape));
    case 'optional':
      return expectedWords(def.innerType);
    default:
      return 'a mapping';
  }
};

/** What a value of a manifest is, in words. */
export const foundWords = (value: unknown): string => {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : 'a number that is not finite';
  return String(value);
};

const lastKey = (path: readonly PropertyKey[]): string | undefined => {
  const key = path.findLast((step) => typeof step === 'string');
  return key === undefined ? undefined : quote(String(key));
};

/** ` for 'title'`, or ` in 'needs'` for an entry of a list; nothing for the whole file. */
export const placeWords = (path: readonly PropertyKey[]): string => {
  const key = lastKey(path);
  if (key === undefined) return '';
  return typeof path.at(-1) === 'number' ? ` in ${key}` : ` for ${key}`;
};

/** `'title'`, or `An entry of 'needs'`. */
export const subjectWords = (path: readonly PropertyKey[]): string => {
  const key = lastKey(path) ?? 'The manifest';
  return typeof path.at(-1) === 'number' ? `An entry of ${key}` : key;
};
