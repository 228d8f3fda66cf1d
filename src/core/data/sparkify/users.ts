import { familyNames, givenNames, locations, userAgents } from './people.js';
import { clockMs } from './month.js';
import { cohort } from './quotas.js';
import { keyOf, permutation, pick, pickFrom, type Permutation } from './random.js';

/** Who a user is; it never changes. */
export interface User {
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly gender: 'F' | 'M';
  readonly location: string;
  /** Epoch milliseconds. */
  readonly registration: number;
  readonly userAgent: string;
}

/** Users of a cohort with the first and last name of the one before them. */
const namesakes: readonly number[] = [31, 61];

/** 31 October 2018, 22:00 UTC; everyone had registered by then. */
const registered = { until: Date.UTC(2018, 9, 31, 22), days: 120 } as const;

const field = { gender: 1, first: 2, last: 3, location: 4, day: 5, second: 6, agent: 7 } as const;

/** Users that are remembered: those of one day come again and again. */
const most = 16_384;

/** The users: each a function of seed and number. */
export class Users {
  readonly #key: number;
  readonly #ids: Permutation;
  readonly #seen = new Map<number, User>();

  constructor(seed: number, users: number) {
    this.#key = keyOf(seed, 'users');
    this.#ids = permutation(users + Math.ceil(users / 20), keyOf(seed, 'user ids'));
  }

  user(index: number): User {
    const seen = this.#seen.get(index);
    if (seen) return seen;
    if (this.#seen.size === most) this.#seen.clear();
    const user = this.#make(index);
    this.#seen.set(index, user);
    return user;
  }

  #make(index: number): User {
    const named = namesakes.includes(index % cohort.users) ? index - 1 : index;
    const gender = pick(this.#key, named, field.gender, 9) < 5 ? 'F' : 'M';
    return {
      userId: String(2 + this.#ids(index)),
      firstName: pickFrom(givenNames[gender], this.#key, named, field.first),
      lastName: pickFrom(familyNames, this.#key, named, field.last),
      gender,
      location: pickFrom(locations, this.#key, index, field.location),
      registration: this.#registration(index),
      userAgent: pickFrom(userAgents, this.#key, index, field.agent),
    };
  }

  #registration(index: number): number {
    const seconds =
      pick(this.#key, index, field.day, registered.days) * 86_400 + pick(this.#key, index, field.second, 80_000);
    return registered.until - seconds * 1000 - 1000 + clockMs;
  }
}
