/**
 * What one cohort consists of, to the last event: scale N has N cohorts, which share the month, the songs on air and nothing else.
 * That is how every count of a data set is exact, whatever the seed.
 */
export const cohort = {
  users: 96,
  events: 8056,
  plays: 6820,
  /** Songs with a file of their own, and their artists: the last two of these have two songs each. */
  songs: 71,
  artists: 69,
  /** Users with a change of level: those that go up, and those that go down. */
  upgrades: 5,
  downgrades: 3,
} as const;

/** Songs that are played but have no file, and their artists, at scale 1; they grow with the root of the scale. */
const onAir = { songs: 12_000, artists: 4000 } as const;

export const largestScale = 1250;

/** Counts of everything that songs and artists are numbered by. */
export interface Sizes {
  readonly scale: number;
  readonly users: number;
  readonly songs: number;
  readonly artists: number;
  readonly airedSongs: number;
  readonly airedArtists: number;
}

export const sizesOf = (scale: number): Sizes => {
  const growth = Math.ceil(Math.sqrt(scale));
  return {
    scale,
    users: cohort.users * scale,
    songs: cohort.songs * scale,
    artists: cohort.artists * scale,
    airedSongs: onAir.songs * growth,
    airedArtists: onAir.artists * growth,
  };
};

/** Plays of a user by rank, before shares are rounded: few hear most, and most hear little. */
export const listening: readonly number[] = Array.from({ length: cohort.users }, (_, rank) =>
  Math.floor(((100 - rank) * (100 - rank) * 1000) / (rank + 5)),
);

/** Groups of page visits in a cohort, besides the plays. Home fills up to the exact number of events. */
export const visits = {
  login: 92,
  logout: 93,
  settings: 46,
  save: 10,
  help: 40,
  about: 28,
  error: 8,
  upgradeView: 16,
  downgradeView: 57,
} as const;

/** Sessions in which nobody ever logs in, and the pages some of them open after Home. */
export const strangers = { sessions: 40, help: 7, about: 8, error: 1 } as const;
