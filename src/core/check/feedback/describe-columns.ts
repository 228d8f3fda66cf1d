import type { DiffColumn, TableDiff } from '../result.js';
import type { Column } from '../table.js';
import { code, countOf, listOf, thousands } from '../text/words.js';
import type { Finding } from './finding.js';

const names = (columns: readonly DiffColumn[]): string => listOf(columns.map(({ name }) => code(name)));

const typeOf = (column: Column | undefined): string => code(column?.declared ?? column?.type ?? 'unknown');

const sentences = (columns: readonly DiffColumn[]): string[] => {
  const wrong = (kind: DiffColumn['differs']): DiffColumn[] => columns.filter(({ differs }) => differs === kind);
  const [missing, extra, place] = [wrong('missing'), wrong('extra'), wrong('place')];
  const said: string[] = [];
  if (missing.length > 0) said.push(`The ${plural(missing, 'column')} ${names(missing)} ${isOrAre(missing)} missing.`);
  if (extra.length > 0) said.push(`The ${plural(extra, 'column')} ${names(extra)} ${isOrAre(extra)} not asked for.`);
  for (const { name, actual } of wrong('name')) {
    said.push(`The column ${code(actual?.name ?? '')} should be called ${code(name)}.`);
  }
  if (place.length > 0) {
    const expected = columns.filter((column) => column.expected);
    said.push(`The columns stand in another order than asked for, which is ${names(expected)}.`);
  }
  for (const { name, expected, actual } of wrong('type')) {
    said.push(`The type of ${code(name)} is ${typeOf(actual)}; ${typeOf(expected)} is expected.`);
  }
  return said;
};

const plural = (columns: readonly unknown[], noun: string): string => (columns.length === 1 ? noun : `${noun}s`);
const isOrAre = (columns: readonly unknown[]): string => (columns.length === 1 ? 'is' : 'are');

const helpOf = (columns: readonly DiffColumn[]): string => {
  const kinds = new Set(columns.map(({ differs }) => differs));
  if (kinds.has('name')) return 'Names count here; in a query, `AS` gives a column its name.';
  if (kinds.has('missing')) return 'Compare the list of columns with the instructions, letter by letter.';
  if (kinds.has('extra')) return 'List the columns that are asked for; `SELECT *` often brings more.';
  if (kinds.has('place')) return 'List the columns in the order that is asked for.';
  return 'Convert the value, for example with `CAST`, or change the type of the column.';
};

/** How the rows stand on the columns that both sides have. */
const rowsText = ({ counts, columns, orderOnly }: TableDiff): string | undefined => {
  const { expected, actual, matching } = counts;
  if (!columns.some((column) => column.expected && column.actual) || expected + actual === 0) return undefined;
  if (actual === 0) return `There are no rows; ${countOf(expected, 'row is', 'rows are')} expected.`;
  if (orderOnly) return 'The rows are right, but not in the order asked for.';
  const partial = columns.some((column) => !column.expected || !column.actual);
  const rest = partial ? ' in the columns that can be compared' : '';
  if (counts.missing + counts.extra === 0) return `The rows are right${rest}.`;
  if (matching === 0) return `No row is right${rest}.`;
  return `${thousands(matching)} of ${countOf(expected, 'row')} ${matching === 1 ? 'is' : 'are'} right${rest}.`;
};

const columnCount = (diff: TableDiff, side: 'expected' | 'actual'): number =>
  diff.columns.filter((column) => column[side]).length;

/** Columns that are missing, too many, misnamed, misplaced or of another type; `undefined` when there are none. */
export const describeColumns = (diff: TableDiff, subject: string): Finding | undefined => {
  const wrong = diff.columns.filter(({ differs }) => differs !== undefined);
  if (wrong.length === 0) return undefined;
  const [expected, actual] = [columnCount(diff, 'expected'), columnCount(diff, 'actual')];
  const rows = rowsText(diff);
  const counted =
    expected === actual
      ? 'The columns are not those asked for.'
      : `${subject} has ${countOf(actual, 'column')}; ${expected} ${expected === 1 ? 'is' : 'are'} expected.`;
  const typesOnly = wrong.every(({ differs }) => differs === 'type');
  return {
    diagnosis: typesOnly ? 'type' : 'columns',
    remarks: [
      { from: 'counts', to: 'counts', text: counted },
      { from: 'columns', text: sentences(diff.columns).join(' ') },
      ...(rows === undefined ? [] : [{ from: 'counts', text: rows } as const]),
    ],
    help: { from: 'columns', text: helpOf(wrong) },
  };
};
