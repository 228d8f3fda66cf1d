/** A way of needs that comes back to where it starts. */
export interface Cycle {
  /** Ids along the way; the last is the first again. */
  readonly ids: readonly string[];
  /** The need that closes it: the n-th need of the last but one. */
  readonly need: number;
}

/** A check on the way, and which of its needs is next. */
interface Step {
  readonly id: string;
  next: number;
}

const mostCycles = 20;

/** The cycles among needs, each once, the first {@link mostCycles}; ids that are not in the graph are left out. Does not recurse: chains may be long. */
export const findCycles = (needs: ReadonlyMap<string, readonly string[]>): readonly Cycle[] => {
  const cycles: Cycle[] = [];
  const done = new Set<string>();
  for (const start of needs.keys()) {
    const way: Step[] = done.has(start) ? [] : [{ id: start, next: 0 }];
    const onWay = new Set(way.map((step) => step.id));
    for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
      const need = needs.get(step.id)?.[step.next];
      if (need === undefined) {
        way.pop();
        onWay.delete(step.id);
        done.add(step.id);
        continue;
      }
      if (onWay.has(need) && cycles.length < mostCycles) {
        const from = way.findIndex(({ id }) => id === need);
        cycles.push({ ids: [...way.slice(from).map(({ id }) => id), need], need: step.next });
      } else if (needs.has(need) && !done.has(need) && !onWay.has(need)) {
        way.push({ id: need, next: 0 });
        onWay.add(need);
      }
      step.next++;
    }
  }
  return cycles;
};
