import type { SpecOf } from '../../../src/core/manifest/check-schema.js';

/** The right answer to {@link queryCheck}, for the shop of the fixture. */
export const longSongs = 'SELECT title FROM songs WHERE seconds >= 180';

/** A check of the last result; by default that of {@link longSongs}. */
export const queryCheck = (over: Partial<SpecOf<'sql.query'>> = {}): SpecOf<'sql.query'> => ({
  id: 'listed',
  title: 'The long songs are listed',
  kind: 'sql.query',
  expected: { query: longSongs },
  ...over,
});

export const rowsCheck = (over: Partial<SpecOf<'sql.rows'>> = {}): SpecOf<'sql.rows'> => ({
  id: 'rows',
  title: 'The table holds the long songs',
  kind: 'sql.rows',
  table: 'hits',
  expected: { query: longSongs },
  ...over,
});

export const schemaCheck = (over: Partial<SpecOf<'sql.schema'>> = {}): SpecOf<'sql.schema'> => ({
  id: 'schema',
  title: 'The table is as asked for',
  kind: 'sql.schema',
  table: 'hits',
  columns: { title: { type: 'text', nullable: false } },
  ...over,
});

export const runCheck = (over: Partial<SpecOf<'python.run'>> = {}): SpecOf<'python.run'> => ({
  id: 'runs',
  title: 'The script runs',
  kind: 'python.run',
  scripts: ['work.py'],
  ...over,
});

export const functionCheck = (over: Partial<SpecOf<'python.function'>> = {}): SpecOf<'python.function'> => ({
  id: 'returns',
  title: 'The function returns what it should',
  kind: 'python.function',
  module: 'work.py',
  call: 'main()',
  ...over,
});
