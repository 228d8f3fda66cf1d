import { membersOf, processTable, proportionalMemory, type ProcessEntry } from './process-table.js';

/** Why a run was stopped by us. */
export type Stopped = 'output' | 'memory' | 'processes';

export interface Limits {
  /** Bytes of memory for a program and all it starts. */
  readonly memory: number;
}

/** Processes of one run. */
const mostProcesses = 200;

const everyMs = 250;

/** Looks at the processes of a run again and again; `onStop` is called once, when they have too much. Returns the end of watching. */
export const watchLimits = (root: number, limits: Limits, onStop: (why: Stopped) => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const look = async (): Promise<void> => {
    const members = membersOf(root, await processTable().catch(() => []));
    if (over) return;
    const why = members.length > mostProcesses ? 'processes' : takesTooMuch(members, limits) ? 'memory' : undefined;
    if (why !== undefined) onStop(why);
    else timer = setTimeout(() => void look(), everyMs);
  };
  timer = setTimeout(() => void look(), everyMs);
  return () => {
    over = true;
    clearTimeout(timer);
  };
};

/** What processes share is counted once, where the system tells: that takes longer, so it is asked only in doubt. */
const takesTooMuch = (members: readonly ProcessEntry[], { memory }: Limits): boolean => {
  const sum = (bytes: (entry: ProcessEntry) => number): number => members.reduce((all, entry) => all + bytes(entry), 0);
  return (
    sum(({ resident }) => resident) > memory && sum(({ pid, resident }) => proportionalMemory(pid) ?? resident) > memory
  );
};
