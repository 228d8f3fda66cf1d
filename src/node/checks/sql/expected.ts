import { readFile } from 'node:fs/promises';
import type * as z from 'zod/mini';
import type { CheckContext } from '../../../core/check/context.js';
import type { Cell, Row, RowSource } from '../../../core/check/table.js';
import { LabError } from '../../../core/errors.js';
import { referenceSchema } from '../../../core/service/service.js';
import type { expectedTable } from '../../../core/manifest/check-parts.js';
import { onFile } from '../../files/file-errors.js';
import { errorText } from '../../process/error-code.js';
import { postgresNamed } from '../../services/postgres/lab-services.js';
import type { Bench } from './bench.js';
import type { Benches } from './benches.js';
import { isStatementError } from './service-error.js';

export type ExpectedTable = z.infer<typeof expectedTable>;

/** Rows an author's query may return; larger comparisons belong in SQL. */
const expectedRows = 100_000;

/** Rows in memory as a source that can be read again and again. */
export const sourceOf = (table: Pick<RowSource, 'columns'> & { readonly rows: readonly Row[] }): RowSource => ({
  columns: table.columns,
  async *rows() {
    yield* table.rows;
  },
});

/**
 * The table a check expects: the author's query on the seeded data (and on the data of the run's tier, where the service has any),
 * rows of the manifest, or a CSV file of the lab.
 */
export const expectedSource = async (
  expected: ExpectedTable,
  context: CheckContext,
  benches: Benches,
  service: string | undefined,
): Promise<RowSource> => {
  if ('rows' in expected) return literalTable(expected);
  if ('file' in expected) return csvSource(context.labFile(expected.file));
  const bench = benches.of(await context.service(service));
  const path = searchPath(context, service);
  return bench.cached(`${path ?? ''} ${expected.query}`, () => queried(expected.query, path, context, bench));
};

/** Rows that are written in a manifest. */
export const literalTable = ({ columns, rows }: Extract<ExpectedTable, { rows: unknown }>): RowSource =>
  sourceOf({ columns: columns.map(literal), rows: rows.map((row) => row.map(cellOf)) });

/** Where the names of an expected query are looked up; `undefined` for wherever the server does. */
const searchPath = ({ lab, tier }: CheckContext, service: string | undefined): string | undefined =>
  postgresNamed(lab, service)?.reference && `${referenceSchema(tier)}, public`;

const queried = async (
  query: string,
  path: string | undefined,
  context: CheckContext,
  bench: Bench,
): Promise<RowSource> => {
  const session = await bench.reader();
  try {
    if (path !== undefined) await session.run(`set search_path to ${path}`, { keep: 0 }, context.signal);
    const result = await session.run(query, { keep: expectedRows }, context.signal);
    if (result.truncated)
      throw new LabError('manifest-invalid', `The expected query returns more than ${expectedRows} rows.`, {
        cure: 'Compare an aggregate or a part of the rows.',
      });
    return sourceOf(result);
  } catch (error) {
    if (!isStatementError(error)) throw error;
    // The query itself is not told: a learner may see the result.
    throw new LabError(
      'manifest-invalid',
      `The expected query of this check fails: ${error.message}.`,
      { cure: 'Tell the author of the lab.' },
      error,
    );
  } finally {
    await session.end();
  }
};

const literal = (name: string) => ({ name, type: 'literal' as const });

const cellOf = (value: string | number | boolean | null): Cell => (value === null ? null : String(value));

const csvSource = async (file: string): Promise<RowSource> => {
  const [header, ...rows] = await csvRecords(file);
  if (!header)
    throw new LabError('manifest-invalid', 'The file with the expected rows is empty.', {
      file,
      cure: 'Give it a header line with the column names.',
    });
  return sourceOf({ columns: header.map((name) => literal(name ?? '')), rows });
};

/** An unquoted empty field is NULL and a quoted one the empty text, as PostgreSQL's COPY reads CSV. */
const csvRecords = async (file: string): Promise<readonly (readonly Cell[])[]> => {
  const text = await onFile(file, () => readFile(file));
  const { parse } = await import('csv-parse/sync');
  try {
    return parse(text, { bom: true, cast: (value, { quoting }) => (value === '' && !quoting ? null : value) });
  } catch (error) {
    throw new LabError(
      'manifest-invalid',
      `The file with the expected rows can't be read: ${errorText(error)}.`,
      {
        file,
        cure: 'Give every line as many fields as the header has; put texts with commas or quotes in double quotes.',
      },
      error,
    );
  }
};
