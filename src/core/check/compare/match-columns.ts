import type { CompareOptions } from '../../manifest/check-parts.js';
import type { DiffColumn } from '../result.js';
import type { Column } from '../table.js';
import { commonFamily } from './families.js';

/** A column of the comparison with its places in the two tables. */
export interface MatchedColumn extends DiffColumn {
  readonly expectedAt?: number;
  readonly actualAt?: number;
}

type Link = readonly [expectedAt: number, actualAt: number];

/** Names with their occurrence, so that the second `id` of a table is another column than the first. */
const occurrences = (columns: readonly Column[]): readonly string[] => {
  const seen = new Map<string, number>();
  return columns.map(({ name }) => {
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return `${nth} ${name}`;
  });
};

const linkByName = (expected: readonly Column[], actual: readonly Column[]): Link[] => {
  const places = new Map(occurrences(actual).map((name, at) => [name, at]));
  return occurrences(expected).flatMap((name, at) => {
    const actualAt = places.get(name);
    return actualAt === undefined ? [] : [[at, actualAt] as const];
  });
};

const linkByPosition = (expected: readonly Column[], actual: readonly Column[]): Link[] =>
  expected.slice(0, actual.length).map((_, at) => [at, at] as const);

/**
 * Columns that are probably the same under another name: unmatched ones at the same place, or the only unmatched one of each side.
 * Their values are compared, so that a forgotten alias does not hide whether the rows are right.
 */
const linkRenamed = (expected: readonly Column[], actual: readonly Column[], links: readonly Link[]): Link[] => {
  const [usedE, usedA] = [new Set(links.map(([e]) => e)), new Set(links.map(([, a]) => a))];
  const freeE = expected.map((_, at) => at).filter((at) => !usedE.has(at));
  const freeA = actual.map((_, at) => at).filter((at) => !usedA.has(at));
  const alike = ([e, a]: Link): boolean =>
    commonFamily(expected[e]?.type ?? 'other', actual[a]?.type ?? 'other') !== undefined;
  const [onlyE, onlyA] = [freeE[0], freeA[0]];
  if (freeE.length === 1 && freeA.length === 1 && onlyE !== undefined && onlyA !== undefined) {
    return [[onlyE, onlyA] as const].filter(alike);
  }
  return freeE
    .filter((at) => freeA.includes(at))
    .map((at) => [at, at] as const)
    .filter(alike);
};

/** Links whose column stands at another place among the linked ones than expected. */
const misplaced = (links: readonly Link[]): ReadonlySet<Link> => {
  const byActual = [...links].sort((a, b) => a[1] - b[1]);
  return new Set(links.filter((link, at) => byActual[at] !== link));
};

const sameType = (expected: Column, actual: Column): boolean => {
  if (expected.type === 'literal' || actual.type === 'literal') return true;
  const declared = expected.declared === undefined || actual.declared === undefined;
  return expected.type === actual.type && (declared || expected.declared === actual.declared);
};

/**
 * Matches the columns of two tables as {@link CompareOptions.columns} asks: by name and occurrence (`id`, second `id`) or by place.
 * The result stands in expected order, columns that only the actual side has come last. Every column that is wrong in itself says so
 * in `differs`; columns present on both sides have both places and are compared whatever is wrong with them.
 */
export const matchColumns = (
  expected: readonly Column[],
  actual: readonly Column[],
  options: CompareOptions,
): readonly MatchedColumn[] => {
  const mode = options.columns ?? 'by-name';
  const byPosition = mode === 'by-position';
  const named = byPosition ? linkByPosition(expected, actual) : linkByName(expected, actual);
  const renamed = byPosition ? [] : linkRenamed(expected, actual, named);
  const links = [...named, ...renamed].sort((a, b) => a[0] - b[0]);
  const moved = mode === 'by-name' ? misplaced(links) : new Set<Link>();

  const differs = (link: Link, left: Column, right: Column): Pick<DiffColumn, 'differs'> => {
    if (renamed.includes(link)) return { differs: 'name' };
    if (moved.has(link)) return { differs: 'place' };
    return options.types === 'strict' && !sameType(left, right) ? { differs: 'type' } : {};
  };
  const linkOf = new Map(links.map((link) => [link[0], link]));
  const fromExpected = expected.map((column, at): MatchedColumn => {
    const link = linkOf.get(at);
    const partner = link === undefined ? undefined : actual[link[1]];
    if (link === undefined || partner === undefined) {
      return { name: column.name, expected: column, expectedAt: at, differs: 'missing' };
    }
    const places = { expectedAt: at, actualAt: link[1] };
    return { name: column.name, expected: column, actual: partner, ...places, ...differs(link, column, partner) };
  });
  const linked = new Set(links.map(([, at]) => at));
  const extra = actual.flatMap((column, at): MatchedColumn[] =>
    linked.has(at) ? [] : [{ name: column.name, actual: column, actualAt: at, differs: 'extra' }],
  );
  return [...fromExpected, ...extra];
};
