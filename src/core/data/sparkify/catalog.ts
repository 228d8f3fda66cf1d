import { Ids } from './ids.js';
import { artistNames, titles } from './names.js';
import { origins } from './people.js';
import { cohort, type Sizes } from './quotas.js';
import { keyOf, pick, pickFrom } from './random.js';

/** What a file of `song_data` tells. Times and coordinates are whole hundred-thousandths: of a second, of a degree. */
export interface Song {
  readonly songId: string;
  readonly title: string;
  readonly artistId: string;
  readonly artistName: string;
  /** Empty when it is not known. */
  readonly location: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly duration: number;
  /** 0 when it is not known. */
  readonly year: number;
}

/** Songs of a cohort with one and the same title, by different artists. */
const sameTitle = { first: 3, second: 51 } as const;

/** Artists of a cohort who have a second song, the last ones of the cohort; its file tells other things of them than the first. */
const productive = [10, 20] as const;

/** Files about those artists, and what stands in them: where they come from, and whether there are coordinates. */
const origin: Readonly<Record<number, { readonly located: boolean; readonly mapped: boolean }>> = {
  10: { located: true, mapped: false },
  69: { located: true, mapped: true },
  20: { located: false, mapped: true },
  70: { located: true, mapped: false },
  0: { located: false, mapped: false },
  1: { located: true, mapped: true },
};

const field = { seconds: 1, rest: 3, year: 4, place: 6, latitude: 8, longitude: 10 } as const;

/** The songs that have a file: each a function of seed and number, nothing is kept. */
export class Catalog {
  readonly #key: number;
  readonly #ids: Ids;
  /** Title of any song by number: first those with a file, then those on air. */
  readonly #title: (song: number) => string;
  /** Name of any artist by number: first those with a file, then those on air. */
  readonly artistName: (artist: number) => string;

  constructor(
    seed: number,
    private readonly sizes: Sizes,
  ) {
    this.#key = keyOf(seed, 'songs');
    this.#ids = new Ids(seed, sizes.songs);
    this.#title = titles(keyOf(seed, 'titles'));
    this.artistName = artistNames(keyOf(seed, 'artists'));
  }

  /** Path of a song's file: `A/B/C/TRABC….json`. Paths have the order of the songs. */
  path(index: number): string {
    const track = this.#ids.track(index);
    return `${[...track.slice(2, 5)].join('/')}/${track}.json`;
  }

  song(index: number): Song {
    const artist = this.artistOf(index);
    return {
      songId: this.#ids.song(index),
      title: this.title(index),
      artistId: this.#ids.artist(artist),
      artistName: this.artistName(artist),
      ...this.#origin(index),
      duration: this.duration(index),
      year: this.#pick(index, field.year, 5) < 3 ? 0 : 1961 + this.#pick(index, field.year + 1, 50),
    };
  }

  /** Also of a song on air, whose numbers follow. */
  title(index: number): string {
    const within = index % cohort.songs;
    const repeated = index < this.sizes.songs && within === sameTitle.second;
    return this.#title(repeated ? index - within + sameTitle.first : index);
  }

  /** The last digit is odd, and that of songs on air is not: no length is met by chance. */
  duration(index: number): number {
    const seconds = 95 + this.#pick(index, field.seconds, 150) + this.#pick(index, field.seconds + 1, 150);
    const rest = this.#pick(index, field.rest, 10_000);
    return seconds * 100_000 + rest * 10 + 1 + 2 * (rest % 5);
  }

  /** Number of the artist. */
  artistOf(index: number): number {
    const within = index % cohort.songs;
    const first = Math.floor(index / cohort.songs) * cohort.artists;
    return first + (productive[within - cohort.artists] ?? within);
  }

  #origin(index: number): Pick<Song, 'location' | 'latitude' | 'longitude'> {
    const { located = this.#pick(index, field.place, 3) > 0, mapped = this.#pick(index, field.place + 1, 7) < 3 } =
      origin[index % cohort.songs] ?? {};
    return {
      location: located ? pickFrom(origins, this.#key, index, field.place) : '',
      latitude: mapped ? this.#degrees(index, field.latitude, 66) : null,
      longitude: mapped ? this.#degrees(index, field.longitude, 179) : null,
    };
  }

  /** With five decimals of which the last is not 0. */
  #degrees(index: number, column: number, limit: number): number {
    const whole = this.#pick(index, column, 2 * limit) - limit;
    return whole * 100_000 + this.#pick(index, column + 1, 10_000) * 10 + 7;
  }

  #pick(index: number, column: number, count: number): number {
    return pick(this.#key, index, column, count);
  }
}
