import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCycles } from '../../../src/core/manifest/cycles.js';

const graphOf = (needs: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> =>
  new Map(Object.entries(needs).map(([id, all]) => [id, all.split(' ').filter(Boolean)]));

const ways = (needs: Readonly<Record<string, string>>): readonly string[] =>
  findCycles(graphOf(needs)).map(({ ids, need }) => `${ids.join('>')}#${need}`);

/** Whether some order puts every id after what it needs. */
const canBeOrdered = (graph: ReadonlyMap<string, readonly string[]>): boolean => {
  const left = new Map(graph);
  for (;;) {
    const free = [...left].find(([, needs]) => needs.every((need) => !left.has(need)));
    if (!free) return left.size === 0;
    left.delete(free[0]);
  }
};

describe('findCycles', () => {
  it('finds none where needs lead somewhere', () => {
    expect(ways({ a: '', b: 'a', c: 'a b', d: 'c unknown' })).toEqual([]);
  });

  it('shows the way round and the need that closes it', () => {
    expect(ways({ a: 'a' })).toEqual(['a>a#0']);
    expect(ways({ start: 'b', a: '', b: 'a c', c: 'a d', d: 'b' })).toEqual(['b>c>d>b#0']);
  });

  it('finds cycles that share a check, each once', () => {
    expect(ways({ a: 'b c', b: 'a', c: 'a' })).toEqual(['a>b>a#0', 'a>c>a#0']);
  });

  it('follows a chain of any length', () => {
    const length = 100_000;
    const chain = Array.from({ length }, (_, n): [string, string[]] => [`${n}`, [`${(n + 1) % length}`]]);
    expect(findCycles(new Map(chain))[0]?.ids).toHaveLength(length + 1);
  });

  it('finds a cycle exactly when there is no order', () => {
    const id = fc.constantFrom(...'abcdef');
    const graphs = fc.array(fc.tuple(id, fc.array(id, { maxLength: 3 })), { maxLength: 6 }).map((all) => new Map(all));
    fc.assert(
      fc.property(graphs, (graph) => {
        const cycles = findCycles(graph);
        expect(cycles.length === 0).toBe(canBeOrdered(graph));
        for (const { ids, need } of cycles) {
          expect(ids.at(-1)).toBe(ids[0]);
          expect(graph.get(ids.at(-2) ?? '')?.[need]).toBe(ids.at(-1));
          for (const [at, next] of ids.slice(1).entries()) expect(graph.get(ids[at] ?? '')).toContain(next);
        }
      }),
    );
  });
});
