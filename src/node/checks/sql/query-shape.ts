import type { QueryShape } from '../../../core/check/feedback/query-shape.js';

/** Functions in a SELECT list that make several rows of one. */
const multiplying = new Set([
  'unnest', 'generate_series', 'regexp_split_to_table', 'string_to_table', 'json_array_elements', 'jsonb_array_elements',
]); // prettier-ignore

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What is found in a parse tree. */
interface Found {
  innerJoins: number;
  outerJoins: number;
  conditions: number;
  merges: boolean;
  limited: boolean;
  combines: boolean;
  readonly constants: string[];
}

const nodesIn = function* (value: unknown): Generator<Tree> {
  if (!isTree(value)) return;
  if (!Array.isArray(value)) yield value;
  for (const part of Object.values(value)) yield* nodesIn(part);
};

/** The text of a literal; booleans and NULL are none. */
const constantOf = ({ A_Const: literal }: Tree): string[] => {
  if (!isTree(literal)) return [];
  const { sval, fval, ival } = literal as Record<string, Tree | undefined>;
  if (ival) return [String(ival['ival'] ?? 0)];
  const text = sval?.['sval'] ?? fval?.['fval'];
  return typeof text === 'string' ? [text] : [];
};

const addSelect = (node: Tree, found: Found): void => {
  found.innerJoins += Math.max(0, listOf(node['fromClause']).length - 1);
  for (const clause of [node['whereClause'], node['havingClause']]) {
    if (!isTree(clause)) continue;
    found.conditions++;
    for (const part of nodesIn(clause)) found.constants.push(...constantOf(part));
  }
  const { op, all } = node;
  const sets = typeof op === 'string' && op !== 'SETOP_NONE';
  found.combines ||= sets;
  // A plain DISTINCT, which leaves every different row, has an empty list; DISTINCT ON leaves one of several.
  const distinctOn = listOf(node['distinctClause']).some((part) => isTree(part) && Object.keys(part).length > 0);
  found.merges ||= (sets && all !== true) || distinctOn || 'groupClause' in node;
  found.limited ||= 'limitCount' in node || 'limitOffset' in node;
};

const addNode = (node: Tree, found: Found): void => {
  if ('limitOption' in node || 'fromClause' in node || 'op' in node) addSelect(node, found);
  if ('jointype' in node && 'larg' in node) {
    if (node['jointype'] === 'JOIN_INNER') found.innerJoins++;
    else found.outerJoins++;
  }
  const { FuncCall: call } = node;
  const name = isTree(call) ? (listOf(call['funcname']).at(-1) as Tree | undefined)?.['String'] : undefined;
  if (isTree(name) && multiplying.has(String(name['sval']))) found.innerJoins++;
};

/** What a query is made of, read with PostgreSQL's parser; `undefined` for what is no single SELECT. */
export const queryShape = async (sql: string): Promise<QueryShape | undefined> => {
  const { parse } = await import('libpg-query');
  const { stmts = [] } = await parse(sql).catch(() => ({ stmts: [] }));
  const [only, more] = stmts;
  if (!only?.stmt || more || !('SelectStmt' in only.stmt)) return undefined;
  const found: Found = {
    innerJoins: 0,
    outerJoins: 0,
    conditions: 0,
    merges: false,
    limited: false,
    combines: false,
    constants: [],
  };
  for (const node of nodesIn(only.stmt)) addNode(node, found);
  return found;
};
