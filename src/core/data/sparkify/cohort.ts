import { daySeconds, month } from './month.js';
import { encounter, noSong, type Hearing } from './on-air.js';
import { visit } from './pages.js';
import { cohort, listening } from './quotas.js';
import { apportion, at, type Random } from './random.js';

/** A session while its cohort is being planned. */
export interface Draft {
  readonly plays: number;
  readonly opening: Hearing;
  /** Level at its start. */
  readonly paid: boolean;
  /** The user's level never changes. */
  readonly steady: boolean;
  /** Second of the month at which it must start, with a play. */
  readonly pinned?: number;
  readonly visits: number[];
}

const hour = 3600;

/** The order in which users go up and down: the first two changes are in the middle of the month, on these days. */
const changes = [
  { paid: false, day: 12, spread: 1 },
  { paid: true, day: 13, spread: 1 },
  { paid: false, day: 4, spread: 3 },
  { paid: true, day: 8, spread: 3 },
  { paid: false, day: 17, spread: 3 },
  { paid: false, day: 20, spread: 3 },
  { paid: true, day: 23, spread: 3 },
  { paid: false, day: 25, spread: 3 },
] as const;

/** Ranks of users with a part of their own. Those who change their level hear enough for three sessions and more. */
const ranks = { changes: 8, changeEvery: 4, daily: 48, twins: 48 + month.days } as const;

/** Days on which two users begin to listen in the same second. */
const twinDays = [2, 5, 11, 12, 13, 18, 21, 26, 28] as const;

/** Day of each play that meets a song with a file; see `encounters`. */
const encounterDays = [12, 11, 23, 5] as const;

const plays = apportion(cohort.plays, listening, 1);

/** The sessions of each of a cohort's users, without their visits; every play is in one of them. */
export const draftSessions = (number: number, random: Random): readonly (readonly Draft[])[] => {
  const daily = Array.from({ length: month.days }, (_, day) => pinnedOn(day, random));
  const changers = new Map(changes.map((_, index) => [ranks.changes + index * ranks.changeEvery + random.below(ranks.changeEvery), index])); // prettier-ignore
  return plays.map((total, rank) => {
    const change = changers.get(rank);
    if (change !== undefined) return draftChange(total, at(changes, change), random);
    const paid = drawLevel(rank, random);
    const sizes = split(total, random);
    const pinned = daily[rank - ranks.daily] ?? daily[twinDays[rank - ranks.twins] ?? -1];
    const kind = encounterDays.findIndex((day) => rank === ranks.daily + day);
    return sizes.map((size, index): Draft => {
      const base = { plays: size, paid, steady: true, visits: [] };
      if (index > 0 || pinned === undefined) return { ...base, opening: noSong };
      return { ...base, opening: kind < 0 ? noSong : encounter(number, kind), pinned };
    });
  });
};

/** A user who is heard on an earlier day, changes level in the middle of a session, and is heard on a later day. */
const draftChange = (
  total: number,
  { paid, day, spread }: (typeof changes)[number],
  random: Random,
): readonly Draft[] => {
  const base = { opening: noSong, steady: false, visits: [] };
  const changeDay = day + random.below(spread);
  const gaps = { before: spread === 1 ? 1 : 1 + random.below(2), after: spread === 1 ? 1 : 1 + random.below(2) };
  const [before, during, after] = [1 + random.below(3), 2 + random.below(7), 1 + random.below(3)];
  const change = visit(paid ? 'goFree' : 'goPaid', 1 + random.below(during - 1));
  return [
    { ...base, plays: before, paid, pinned: pinnedOn(changeDay - gaps.before, random), visits: [] },
    { ...base, plays: during, paid, pinned: pinnedOn(changeDay, random), visits: [change] },
    { ...base, plays: after, paid: !paid, pinned: pinnedOn(changeDay + gaps.after, random), visits: [] },
    ...split(total - before - during - after, random).map((size): Draft => ({
      ...base,
      plays: size,
      paid,
      visits: [],
    })),
  ];
};

/** Some time from nine in the morning to seven in the evening. */
const pinnedOn = (day: number, random: Random): number => day * daySeconds + 9 * hour + random.below(10 * hour);

/** Who listens most pays most often; the first always does, and the last never. */
const drawLevel = (rank: number, random: Random): boolean => {
  const percent = rank === 0 ? 100 : rank < 15 ? 75 : rank < 40 ? 25 : rank < cohort.users - 1 ? 8 : 0;
  return random.below(100) < percent;
};

/** Plays as sessions of at most 37, longer ones for those who listen more. */
const split = (total: number, random: Random): readonly number[] => {
  const sizes: number[] = [];
  const mean = Math.min(9, 2 + Math.floor(total / 30));
  for (let left = total; left > 0;) {
    const size = Math.min(left, 1 + Math.floor(4 * mean * random.unit() * random.unit()));
    sizes.push(size);
    left -= size;
  }
  return sizes;
};
