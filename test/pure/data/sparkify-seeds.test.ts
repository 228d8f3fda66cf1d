import { describe, expect, it } from 'vitest';
import { countBy, groupBy, month, playsOf, read, type EventLine, type SongFile } from './sparkify-rows.js';

/** What holds whatever the seed. */
const seeds = [0, 1, 2, 3, 7, 42, 99, 2018, 20_181_101, 4_294_967_295, 4_294_967_296, Number.MAX_SAFE_INTEGER];

const distinct = <T>(values: Iterable<T>): number => new Set(values).size;

/** Pairs of a play and a song file that agree in what is asked. */
const matches = (
  songs: readonly SongFile[],
  plays: readonly EventLine[],
  ...agree: ('title' | 'artist' | 'duration')[]
): readonly (readonly [EventLine, SongFile])[] => {
  const keyOfSong = (song: SongFile): string =>
    JSON.stringify(agree.map((each) => (each === 'artist' ? song.artist_name : song[each])));
  const keyOfPlay = (play: EventLine): string =>
    JSON.stringify(agree.map((each) => ({ title: play.song, artist: play.artist, duration: play.length })[each]));
  const bySong = groupBy(songs, keyOfSong);
  return plays.flatMap((play) => (bySong.get(keyOfPlay(play)) ?? []).map((song) => [play, song] as const));
};

describe.each(seeds)('seed %d', (seed) => {
  const { songs, events } = read(month(seed));
  const plays = playsOf(events);

  it('has the counts of the original', () => {
    expect(songs.length).toBe(71);
    expect(distinct(songs.map(({ song_id: id }) => id))).toBe(71);
    expect(distinct(songs.map(({ artist_id: id }) => id))).toBe(69);
    expect(events.length).toBe(8056);
    expect(plays.length).toBe(6820);
    expect(distinct(plays.map(({ userId }) => userId))).toBe(96);
    expect(distinct(events.map(({ userId }) => userId))).toBe(97);
  });

  it('has exactly one play of a song that has a file, and three that only look so', () => {
    const byTitle = matches(songs, plays, 'title');
    expect(byTitle.length).toBe(4);
    expect(matches(songs, plays, 'title', 'artist').length).toBe(1);
    expect(matches(songs, plays, 'title', 'artist', 'duration').length).toBe(1);
    expect(matches(songs, plays, 'duration').length).toBe(1);
    const false_ = byTitle.filter(([play, song]) => play.artist !== song.artist_name);
    expect(false_.length).toBe(3);
    expect(false_.filter(([play, song]) => Math.floor(play.length!) === Math.floor(song.duration)).length).toBe(1);
    const artists = new Set(songs.map(({ artist_name: name }) => name));
    expect(false_.filter(([play]) => artists.has(play.artist!)).length).toBe(1);
    expect(matches(songs, plays, 'artist').length).toBeGreaterThan(50);
  });

  it('lets eight users change level, each heard in both and in other files before and after', () => {
    const changers = [...groupBy(plays, ({ userId }) => userId).values()].filter(
      (own) => distinct(own.map(({ level }) => level)) > 1,
    );
    expect(changers.length).toBe(8);
    for (const own of changers) {
      const levels = own.map(({ level }) => level);
      const change = levels.findIndex((level) => level !== levels[0]);
      expect(levels.slice(change).every((level) => level === levels.at(-1))).toBe(true);
      const days = own.map(({ ts }) => new Date(ts).getUTCDate());
      expect(days[0]).toBeLessThan(days[change]!);
      expect(days.at(-1)).toBeGreaterThan(days[change]!);
    }
    const counts = countBy(events, ({ page }) => page);
    expect([counts.get('Submit Upgrade'), counts.get('Submit Downgrade')]).toEqual([5, 3]);
  });

  it('changes a level by a visit to the page for it, and by nothing else', () => {
    for (const own of groupBy(
      events.filter(({ userId }) => userId !== ''),
      ({ userId }) => userId,
    ).values()) {
      for (const [index, { level, page }] of own.entries()) {
        const next = own[index + 1]?.level ?? level;
        if (page === 'Submit Upgrade') expect(level).toBe('free');
        if (page === 'Submit Downgrade') expect(level).toBe('paid');
        const submitted = { 'Submit Upgrade': 'paid', 'Submit Downgrade': 'free' }[page] ?? level;
        expect(next).toBe(submitted);
      }
    }
  });

  it('has every trap', () => {
    const perMoment = countBy(plays, ({ ts }) => ts);
    expect([...perMoment.values()].filter((count) => count > 1).length).toBeGreaterThanOrEqual(7);
    expect(countBy(songs, ({ title }) => title).size).toBe(70);
    expect(songs.filter(({ year }) => year === 0).length).toBeGreaterThan(20);
    expect(songs.filter(({ artist_latitude: latitude }) => latitude === null).length).toBeGreaterThan(20);
    expect(songs.some(({ artist_location: location }) => location === '')).toBe(true);
    for (const own of groupBy(songs, ({ artist_id: id }) => id).values()) {
      if (own.length < 2) continue;
      expect(own[0]!.artist_location).not.toBe(own[1]!.artist_location);
      expect(own[0]!.artist_latitude).not.toBe(own[1]!.artist_latitude);
    }
    const people = new Map(events.filter(({ userId }) => userId).map((event) => [event.userId, `${event.firstName} ${event.lastName}`])); // prettier-ignore
    expect(new Set(people.values()).size).toBeLessThanOrEqual(94);
    const all = songs.map(({ title, artist_name: name }) => title + name).join('');
    for (const letter of ["'", '"', ',', '/', '%', '_', 'é']) expect(all).toContain(letter);
  });
});
