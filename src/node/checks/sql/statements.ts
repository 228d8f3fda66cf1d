import type { Node } from '@pgsql/types';
import { utf16Offset } from './position.js';

/**
 * What a statement can do: `reads` is a plain SELECT, VALUES, TABLE, EXPLAIN of one, or SHOW; `session` changes only its own
 * connection (transactions, settings, cursors, prepared statements); `administers` is about databases or roles of the whole
 * server; anything else `writes`.
 */
type Effect = 'reads' | 'session' | 'administers' | 'writes';

/** One statement of a SQL file. */
export interface Statement {
  readonly text: string;
  /** UTF-16 offset of its first character in the file. */
  readonly offset: number;
  readonly effect: Effect;
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

let loaded: Promise<unknown> | undefined;

/** Loads PostgreSQL's parser (WebAssembly) and uses it once, which compiles it: the first file need not wait for that. */
export const loadParser = (): Promise<unknown> => (loaded ??= parseStatements('SELECT 1'));

/**
 * Splits a SQL file into statements with PostgreSQL's parser, so that quotes, comments and dollar-quoted bodies are read as the
 * server reads them. Loads the parser on first use.
 */
export const parseStatements = async (sql: string): Promise<Parsed> => {
  if (sql === '') return { ok: true, statements: [] };
  const { parse, hasSqlDetails } = await import('libpg-query');
  try {
    const { stmts = [] } = await parse(sql);
    return { ok: true, statements: located(sql, stmts) };
  } catch (error) {
    if (!hasSqlDetails(error)) throw error;
    const position = error.sqlDetails?.cursorPosition ?? 0;
    return { ok: false, error: { message: error.message, offset: utf16Offset(sql, position) } };
  }
};

interface RawStatement {
  readonly stmt?: Node;
  readonly stmt_location?: number;
  readonly stmt_len?: number;
}

/** The parser counts bytes of UTF-8. */
const located = (sql: string, statements: readonly RawStatement[]): readonly Statement[] => {
  const utf8 = Buffer.from(sql, 'utf8');
  let [byte, offset] = [0, 0];
  return statements.map(({ stmt, stmt_location: start = 0, stmt_len: length }) => {
    offset += utf8.toString('utf8', byte, start).length;
    byte = start;
    const text = utf8.toString('utf8', start, length ? start + length : undefined);
    return { text, offset, effect: stmt === undefined ? 'writes' : effectOf(stmt) };
  });
};

const effectOf = (node: Node): Effect => {
  if (readsOnly(node)) return 'reads';
  if (staysInSession(node)) return 'session';
  return isAbout(node, 'DATABASE') || isAbout(node, 'ROLE') || administration.some((kind) => kind in node)
    ? 'administers'
    : 'writes';
};

const administration = [
  'CreatedbStmt', 'DropdbStmt', 'AlterDatabaseStmt', 'AlterDatabaseSetStmt', 'CreateRoleStmt', 'AlterRoleStmt', 'AlterRoleSetStmt',
  'DropRoleStmt', 'GrantRoleStmt', 'DropOwnedStmt', 'ReassignOwnedStmt', 'AlterSystemStmt',
]; // prettier-ignore

/** RENAME, OWNER TO, COMMENT and GRANT are one statement each for all kinds of objects. */
const isAbout = (node: Node, kind: 'DATABASE' | 'ROLE'): boolean => {
  const [statement] = Object.values(node as object) as readonly Record<string, unknown>[];
  return ['renameType', 'objectType', 'objtype'].some((key) => statement?.[key] === `OBJECT_${kind}`);
};

const readsOnly = (node: Node): boolean => {
  if ('VariableShowStmt' in node) return true;
  if ('ExplainStmt' in node) return node.ExplainStmt.query !== undefined && readsOnly(node.ExplainStmt.query);
  return 'SelectStmt' in node && !node.SelectStmt.intoClause && !node.SelectStmt.lockingClause && !writesInWith(node);
};

/** A data-modifying WITH (`with x as (delete …)`) hides a write inside a SELECT. */
const writesInWith = (node: Node): boolean => /"(Insert|Update|Delete|Merge)Stmt"/.test(JSON.stringify(node));

const sessionStatements = [
  'TransactionStmt', 'VariableSetStmt', 'FetchStmt', 'ClosePortalStmt', 'ExecuteStmt', 'DeallocateStmt', 'DiscardStmt',
]; // prettier-ignore

const staysInSession = (node: Node): boolean => {
  if ('DeclareCursorStmt' in node)
    return node.DeclareCursorStmt.query !== undefined && readsOnly(node.DeclareCursorStmt.query);
  if ('PrepareStmt' in node) return node.PrepareStmt.query !== undefined && readsOnly(node.PrepareStmt.query);
  return sessionStatements.some((kind) => kind in node);
};
