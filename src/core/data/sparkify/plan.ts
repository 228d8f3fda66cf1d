import { Column, orderBy } from './column.js';
import { draftSessions, type Draft } from './cohort.js';
import { daySeconds } from './month.js';
import type { OnAir } from './on-air.js';
import { place } from './placement.js';
import { cohort, type Sizes } from './quotas.js';
import { at, keyOf, Random } from './random.js';
import { Walk, type Session } from './session.js';
import { addVisits } from './visits.js';

/** A session at its place in the month. */
export interface PlannedSession extends Session {
  /** Second of the month. */
  readonly start: number;
  readonly sessionId: number;
}

/** No session takes longer; those that reach into a day began on it or on the day before. */
const longest = daySeconds;

/** The user of a stranger's session. */
const nobody = -1;

/** The number of the first session. */
const firstId = 17;

/**
 * Every session of the month, some thirty bytes each: what it takes to give any day alone. The events of a session are walked through
 * whenever they are needed.
 */
export class Plan {
  readonly #users = new Column();
  readonly #plays = new Column();
  readonly #openings = new Column();
  readonly #levels = new Column();
  readonly #starts = new Column();
  readonly #lengths = new Column();
  readonly #visitsFrom = new Column();
  readonly #visits = new Column();
  /** Sessions in the order of their starts. */
  readonly #order: Float64Array;
  readonly walk: Walk;

  constructor(seed: number, sizes: Sizes, onAir: OnAir) {
    this.walk = new Walk(keyOf(seed, 'sessions'), onAir);
    const key = keyOf(seed, 'plan');
    for (let number = 0; number < sizes.scale; number += 1) this.#addCohort(number, new Random(key, number));
    this.#visitsFrom.push(this.#visits.length);
    this.#order = orderBy(this.#starts.length, (index) => this.#starts.at(index));
  }

  /** Sessions with a part in a day, by start. */
  *sessionsOf(day: number): Iterable<PlannedSession> {
    const [from, to] = [day * daySeconds, (day + 1) * daySeconds];
    for (let rank = this.#firstFrom(from - longest); rank < this.#order.length; rank += 1) {
      const index = at(this.#order, rank);
      const start = this.#starts.at(index);
      if (start >= to) return;
      if (start + this.#lengths.at(index) >= from) yield { ...this.#session(index), start, sessionId: firstId + rank };
    }
  }

  #session(index: number): Session {
    return {
      index,
      user: this.#users.at(index),
      plays: this.#plays.at(index),
      opening: this.#openings.at(index),
      paid: this.#levels.at(index) === 1,
      visits: this.#visits.part(this.#visitsFrom.at(index), this.#visitsFrom.at(index + 1)),
    };
  }

  /** The first place in the order with a start that is not before `second`. */
  #firstFrom(second: number): number {
    let [low, high] = [0, this.#order.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#starts.at(at(this.#order, middle)) < second) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #addCohort(number: number, random: Random): void {
    const users = draftSessions(number, random);
    const strangers = addVisits(users.flat(), random);
    for (const [rank, drafts] of users.entries()) this.#addUser(number * cohort.users + rank, drafts, random);
    for (const stranger of strangers) this.#addUser(nobody, [stranger], random);
  }

  #addUser(user: number, drafts: readonly Draft[], random: Random): void {
    const first = this.#starts.length;
    const sessions = drafts.map((draft, index): Session => ({ ...draft, user, index: first + index }));
    const lengths = sessions.map((session) => {
      this.walk.go(session);
      return this.walk.length;
    });
    const starts = place(
      drafts.map(({ pinned }, index) => ({ length: at(lengths, index), ...(pinned === undefined ? {} : { pinned }) })),
      random,
    );
    const change = changeOf(drafts, starts);
    for (const [index, session] of sessions.entries()) {
      const start = at(starts, index);
      this.#add(session, start, at(lengths, index), change && start > change.at ? change.to : session.paid);
    }
  }

  #add({ user, plays, opening, visits }: Session, start: number, length: number, paid: boolean): void {
    this.#users.push(user);
    this.#plays.push(plays);
    this.#openings.push(opening);
    this.#levels.push(paid ? 1 : 0);
    this.#starts.push(start);
    this.#lengths.push(length);
    this.#visitsFrom.push(this.#visits.length);
    for (let index = 0; index < visits.length; index += 1) this.#visits.push(at(visits, index));
  }
}

/** When the session with the change of level starts, and what the level is after it. */
const changeOf = (drafts: readonly Draft[], starts: readonly number[]): { at: number; to: boolean } | undefined => {
  const steady = drafts.every((draft) => draft.steady);
  return steady ? undefined : { at: at(starts, 1), to: !at(drafts, 1).paid };
};
