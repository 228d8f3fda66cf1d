import { daySeconds, month } from './month.js';
import { at, weighted, type Random } from './random.js';

/** Who listens at home does not listen at work: Mondays to Sundays, and the first day is the service's first. */
const weekdays = [130, 135, 140, 138, 132, 68, 58] as const;
const firstWeekday = 3;
const firstDay = 24;

/** Hours of the day, UTC. */
const hours = [24, 18, 14, 11, 10, 12, 17, 26, 36, 44, 48, 52, 55, 58, 64, 70, 72, 70, 62, 54, 47, 42, 36, 30] as const;

const dayOf = weighted(Array.from({ length: month.days }, (_, day) => (day === 0 ? firstDay : at(weekdays, (day + firstWeekday) % 7)))); // prettier-ignore
const hourOf = weighted(hours);

/** Least seconds between two sessions of a user. */
const rest = 1200;

/** Something that takes `length` seconds. */
export interface Slot {
  readonly length: number;
  /** When it must start; without it, some time of the month. */
  readonly pinned?: number;
}

/** Seconds of the month at which the sessions of one user start: none overlaps another, and all end within the month. */
export const place = (slots: readonly Slot[], random: Random): readonly number[] => {
  const busy: Busy[] = [];
  for (const { pinned, length } of slots) if (pinned !== undefined) insert(busy, { from: pinned, to: pinned + length });
  return slots.map(({ pinned, length }) => {
    if (pinned !== undefined) return pinned;
    const from = firstFit(busy, draw(random), length) ?? firstFit(busy, 0, length);
    if (from === undefined) throw new RangeError('A user has more sessions than fit into the month.');
    insert(busy, { from, to: from + length });
    return from;
  });
};

interface Busy {
  readonly from: number;
  readonly to: number;
}

const draw = (random: Random): number => dayOf(random) * daySeconds + hourOf(random) * 3600 + random.below(3600);

/** Keeps them in order. */
const insert = (busy: Busy[], one: Busy): void => {
  const index = busy.findIndex(({ from }) => from > one.from);
  busy.splice(index < 0 ? busy.length : index, 0, one);
};

/** Not before `earliest`. */
const firstFit = (busy: readonly Busy[], earliest: number, length: number): number | undefined => {
  let start = earliest;
  for (const { from, to } of busy) {
    if (start + length + rest <= from) break;
    if (start < to + rest) start = to + rest;
  }
  return start + length < month.seconds ? start : undefined;
};
