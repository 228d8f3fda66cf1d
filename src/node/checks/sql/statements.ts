import type { Node } from '@pgsql/types';

/** One statement of a SQL file. */
export interface Statement {
  readonly text: string;
  /** UTF-16 offset of its first character in the file. */
  readonly offset: number;
  /** True when it can only read: a plain SELECT, VALUES, TABLE, EXPLAIN of one, or SHOW. */
  readonly readsOnly: boolean;
}

/** Where PostgreSQL's own parser stopped. */
export interface SyntaxError {
  readonly message: string;
  /** UTF-16 offset in the file. */
  readonly offset: number;
}

export type Parsed =
  | { readonly ok: true; readonly statements: readonly Statement[] }
  | { readonly ok: false; readonly error: SyntaxError };

/**
 * Splits a SQL file into statements with PostgreSQL's parser, so that quotes, comments and dollar-quoted bodies are read as the
 * server reads them. The parser (WebAssembly) is loaded on first use.
 */
export const parseStatements = async (sql: string): Promise<Parsed> => {
  if (/^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/|;)*$/.test(sql)) return { ok: true, statements: [] };
  const { parse, hasSqlDetails } = await import('libpg-query');
  const utf8 = Buffer.from(sql, 'utf8');
  const toUtf16 = (byteOffset: number): number => utf8.toString('utf8', 0, byteOffset).length;
  try {
    const { stmts = [] } = await parse(sql);
    return {
      ok: true,
      statements: stmts.map(({ stmt, stmt_location: start = 0, stmt_len: length }) => ({
        text: utf8.toString('utf8', start, length ? start + length : undefined),
        offset: toUtf16(start),
        readsOnly: stmt !== undefined && readsOnly(stmt),
      })),
    };
  } catch (error) {
    if (!hasSqlDetails(error)) throw error;
    const position = error.sqlDetails?.cursorPosition ?? 0;
    return { ok: false, error: { message: error.message, offset: Math.max(0, position) } };
  }
};

const readsOnly = (node: Node): boolean => {
  if ('VariableShowStmt' in node) return true;
  if ('ExplainStmt' in node) return node.ExplainStmt.query !== undefined && readsOnly(node.ExplainStmt.query);
  return 'SelectStmt' in node && !node.SelectStmt.intoClause && !node.SelectStmt.lockingClause && !writesInWith(node);
};

/** A data-modifying WITH (`with x as (delete …)`) hides a write inside a SELECT. */
const writesInWith = (node: Node): boolean => /"(Insert|Update|Delete|Merge)Stmt"/.test(JSON.stringify(node));
