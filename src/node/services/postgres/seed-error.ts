import { LabError } from '../../../core/errors.js';
import { errorCode, errorText } from '../../process/error-code.js';

/** An SQL script, for what is said of it. */
export interface Script {
  readonly file: string | undefined;
  readonly text: string;
}

/** What the server said about a seed, as a finding in that file. Errors that are none of the seed's are passed on. */
export const seedError = (error: unknown, { file, text }: Script): unknown => {
  const code = errorCode(error);
  if (code === undefined || !isAboutStatement(code)) return error;
  const place = placeOf(error, text);
  return new LabError(
    'manifest-invalid',
    `The seed can't be run: ${errorText(error)}.`,
    {
      ...(file !== undefined && { file }),
      ...place,
      cure: cureOf(text, place?.line),
      detail: [code, field(error, 'detail'), field(error, 'where')].filter(Boolean).join('\n'),
    },
    error,
  );
};

/** SQLSTATE classes of lost connections, lack of resources and intervention have nothing to do with the script. */
const isAboutStatement = (code: string): boolean => /^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57|58|XX)/.test(code);

const field = (error: unknown, name: 'position' | 'detail' | 'where'): string | undefined => {
  const value = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** The server counts characters from 1 through the whole text; editors count lines and UTF-16 units. */
const placeOf = (error: unknown, text: string): { readonly line: number; readonly column: number } | undefined => {
  const position = Number(field(error, 'position'));
  if (!Number.isInteger(position) || position < 1) return undefined;
  const before = Array.from(text)
    .slice(0, position - 1)
    .join('');
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
};

const cureOf = (text: string, line: number | undefined): string => {
  if (/^\\\w/m.test(text)) return 'Remove the commands of psql (lines that begin with a backslash).';
  if (/\bCOPY\b[^;]*\bFROM\s+STDIN\b/i.test(text)) return 'Use INSERT instead of COPY … FROM STDIN.';
  return line === undefined ? 'Run the file against an empty database and mend it.' : 'Mend this line of the seed.';
};
