import { describe, expect, it } from 'vitest';
import { generate } from '../../../src/core/data/generate.js';
import { artistNames, titles } from '../../../src/core/data/sparkify/names.js';
import { largestScale, sizesOf } from '../../../src/core/data/sparkify/quotas.js';
import { keyOf } from '../../../src/core/data/sparkify/random.js';
import { month, playsOf, read, textsOf } from './sparkify-rows.js';

describe('a larger scale', () => {
  const scale = 4;
  const { songs, events } = read(month(11, scale));
  const plays = playsOf(events);
  const distinct = <T>(values: Iterable<T>): number => new Set(values).size;

  it('has so many times every count', () => {
    expect(songs.length).toBe(71 * scale);
    expect(distinct(songs.map(({ artist_id: id }) => id))).toBe(69 * scale);
    expect(distinct(songs.map(({ song_id: id }) => id))).toBe(71 * scale);
    expect(events.length).toBe(8056 * scale);
    expect(plays.length).toBe(6820 * scale);
    expect(distinct(plays.map(({ userId }) => userId))).toBe(96 * scale);
    expect(distinct(plays.map(({ userId, level }) => userId + level))).toBe((96 + 8) * scale);
  });

  it('has so many times every match', () => {
    const titled = new Set(songs.map(({ title }) => title));
    const named = new Set(songs.map((song) => JSON.stringify([song.title, song.artist_name, song.duration])));
    expect(plays.filter(({ song }) => titled.has(song!)).length).toBe(4 * scale);
    expect(plays.filter(({ song, artist, length }) => named.has(JSON.stringify([song, artist, length]))).length).toBe(scale); // prettier-ignore
  });
});

describe('the largest scale', () => {
  const sizes = sizesOf(largestScale);

  it('still has a title for every song and a name for every artist', { timeout: 60_000 }, () => {
    const all = (count: number, name: (index: number) => string): number =>
      new Set(Array.from({ length: count }, (_, index) => name(index))).size;
    const songs = sizes.songs + sizes.airedSongs;
    expect(all(songs, titles(keyOf(1, 'titles')))).toBe(songs);
    const artists = sizes.artists + sizes.airedArtists;
    expect(all(artists, artistNames(keyOf(1, 'artists')))).toBe(artists);
  });

  it('has the files of its songs in the order of their paths, each with a name of its own', () => {
    const paths: string[] = [];
    for (const { path } of generate(month(1, largestScale)).files()) paths.push(path);
    expect(paths.length).toBe(30 + sizes.songs);
    for (const [index, path] of paths.entries()) if (index > 0) expect(path > paths[index - 1]!).toBe(true);
  });
});

describe('some days of a month', () => {
  const whole = textsOf(generate({ ...month(5), form: 'all' }));
  const part = textsOf(generate({ ...month(5), form: 'all', from: '2018-11-12', days: 3 }));

  it('are those days of the month, to the byte, with all songs', () => {
    expect([...part.keys()].filter((path) => path.startsWith('log_data'))).toEqual(
      ['12', '13', '14'].map((day) => `log_data/2018/11/2018-11-${day}-events.json`),
    );
    expect([...part.keys()].filter((path) => path.startsWith('song_data')).length).toBe(71);
    for (const [path, text] of part) expect(text).toBe(whole.get(path));
  });

  it('are all that follow when their number is not said', () => {
    const rest = [...generate({ ...month(5), from: '2018-11-29', form: 'csv' }).files()].map(({ path }) => path);
    expect(rest).toEqual(['event_data/2018-11-29-events.csv', 'event_data/2018-11-30-events.csv']);
  });

  it('in the middle of the month have what a quick check needs', () => {
    const { songs, events } = read({ ...month(5), from: '2018-11-12', days: 3 });
    const plays = playsOf(events);
    const titled = plays.filter(({ song }) => songs.some(({ title }) => title === song));
    expect(titled.filter(({ artist }) => songs.some((song) => song.artist_name === artist)).length).toBe(1);
    expect(titled.length).toBe(2);
    expect(events.filter(({ page }) => page === 'Submit Upgrade').length).toBeGreaterThanOrEqual(1);
    expect(events.filter(({ page }) => page === 'Submit Downgrade').length).toBeGreaterThanOrEqual(1);
    expect(new Set(plays.map(({ ts }) => ts)).size).toBeLessThanOrEqual(plays.length - 3);
  });
});
