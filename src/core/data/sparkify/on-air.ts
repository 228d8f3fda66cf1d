import type { Catalog } from './catalog.js';
import { cohort, type Sizes } from './quotas.js';
import { keyOf, pick, type Random } from './random.js';

/** What an event tells of a song. */
export interface Played {
  readonly title: string;
  readonly artist: string;
  /** Hundred-thousandths of a second. */
  readonly length: number;
}

/** The song of a play: numbers from 0 are songs on air; {@link noSong} is none; those below are {@link encounters}. */
export type Hearing = number;
export const noSong = -1;

/**
 * The four plays of a cohort that meet a song with a file by its title. The first is of that song. The others have the title alone:
 * by someone else; by someone else and as long to the second; by another artist who has files, too.
 */
const encounters = [
  { song: 11, artist: 'own' },
  { song: 11, artist: 'on-air' },
  { song: 23, artist: 'on-air' },
  { song: 37, artist: 42 },
] as const;
const sameSecond = 2;

export const encounter = (cohortNumber: number, kind: number): Hearing =>
  -2 - (cohortNumber * encounters.length + kind);

/** One play in so many is by an artist who has files, of a song that has none. */
const knownArtistEvery = 40;

const field = { known: 1, artist: 2, seconds: 3, long: 5, rest: 6 } as const;

/** The songs that are played: each a function of seed and number, nothing is kept. */
export class OnAir {
  readonly #key: number;

  constructor(
    seed: number,
    private readonly sizes: Sizes,
    private readonly catalog: Catalog,
  ) {
    this.#key = keyOf(seed, 'on air');
  }

  /** A song on air, the first ones far more often. */
  draw(random: Random): Hearing {
    const rank = random.unit();
    return Math.floor(this.sizes.airedSongs * rank * rank);
  }

  played(hearing: Hearing): Played {
    if (hearing < noSong) return this.#encounter(-2 - hearing);
    const known = this.#pick(hearing, field.known, knownArtistEvery) === 0;
    const artist = known
      ? this.#pick(hearing, field.artist, this.sizes.artists)
      : this.sizes.artists + this.#pick(hearing, field.artist, this.sizes.airedArtists);
    return {
      title: this.catalog.title(this.sizes.songs + hearing),
      artist: this.catalog.artistName(artist),
      length: this.length(hearing),
    };
  }

  /** Hundred-thousandths of a second: between one and a half minutes and eleven and a half. */
  length(hearing: Hearing): number {
    if (hearing < noSong) return this.#encounterLength(-2 - hearing);
    const long = this.#pick(hearing, field.long, 33) === 0 ? 300 : 0;
    const seconds = 90 + long + this.#pick(hearing, field.seconds, 150) + this.#pick(hearing, field.seconds + 1, 150);
    return seconds * 100_000 + this.#lastDigits(hearing);
  }

  #encounter(number: number): Played {
    const { song, artist } = encounterOf(number);
    const start = Math.floor(number / encounters.length);
    const index = start * cohort.songs + song;
    const names = {
      own: () => this.catalog.artistOf(index),
      'on-air': () => this.sizes.artists + (number % this.sizes.airedArtists),
    };
    const by = typeof artist === 'number' ? start * cohort.artists + artist : names[artist]();
    return {
      title: this.catalog.title(index),
      artist: this.catalog.artistName(by),
      length: this.#encounterLength(number),
    };
  }

  #encounterLength(number: number): number {
    const kind = number % encounters.length;
    const own = this.catalog.duration(Math.floor(number / encounters.length) * cohort.songs + encounterOf(number).song);
    if (kind === 0) return own;
    const aired = this.length(number);
    return kind === sameSecond ? own - (own % 100_000) + (aired % 100_000) : aired;
  }

  /** Five digits of which the last is even and not 0. */
  #lastDigits(index: number): number {
    const rest = this.#pick(index, field.rest, 10_000);
    return rest * 10 + 2 + 2 * (rest % 4);
  }

  #pick(index: number, column: number, count: number): number {
    return pick(this.#key, index, column, count);
  }
}

const encounterOf = (number: number): (typeof encounters)[number] => {
  const found = encounters[number % encounters.length];
  if (!found) throw new RangeError(`No encounter ${number}.`);
  return found;
};
