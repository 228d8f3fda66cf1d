import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { generate } from '../../../src/core/data/generate.js';
import { eventsIn, month, playsOf, rowsOf, songsIn, table, textsOf, type EventLine } from './sparkify-rows.js';

const spec = { ...month(7), form: 'all' } as const;
const data = generate(spec);
const texts = textsOf(data);
const paths = [...texts.keys()];
const songs = songsIn(texts);
const events = eventsIn(texts);

const november = Array.from({ length: 30 }, (_, day) => `2018-11-${String(day + 1).padStart(2, '0')}`);
const below = (folder: string): readonly string[] => paths.filter((path) => path.startsWith(`${folder}/`));

describe('files', () => {
  it('lie where the course looks for them, in the order of their paths', () => {
    expect(below('log_data')).toEqual(november.map((date) => `log_data/2018/11/${date}-events.json`));
    expect(below('event_data')).toEqual(november.map((date) => `event_data/${date}-events.csv`));
    expect(below('song_data').length).toBe(71);
    for (const path of below('song_data')) {
      const [, one, two, three, name = ''] = path.split('/');
      expect(name).toMatch(/^TR[A-Z]{5}128[0-9A-F]{8}\.json$/);
      expect(name.slice(2, 5)).toBe(`${one}${two}${three}`);
    }
    expect(paths).toEqual([...paths].sort());
    expect(paths.length).toBe(30 + 30 + 71 + 1);
  });

  it('come in the asked form only, and their shares of the work add up', () => {
    const folders = (form: 'json' | 'csv'): readonly string[] => [
      ...new Set([...generate({ ...spec, form }).files()].map(({ path }) => path.split('/')[0]!)),
    ];
    expect(folders('json')).toEqual(['log_data', 'song_data']);
    expect(folders('csv')).toEqual(['event_data']);
    expect([...data.files()].reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('are made of pieces of bounded size', () => {
    for (const { text } of generate(month(1, 20)).files())
      for (const piece of text()) expect(piece.length).toBeLessThan(70_000);
  });

  it('are ASCII where they are JSON, and end with a line feed', () => {
    for (const path of [...below('log_data'), ...below('song_data')]) {
      expect(texts.get(path)).toMatch(/^[\n\x20-\x7e]+\n$/);
    }
  });
});

describe('a song file', () => {
  it('has ten keys in the order of the original', () => {
    for (const song of songs)
      expect(Object.keys(song).join(' ')).toBe(
        'num_songs artist_id artist_latitude artist_longitude artist_location artist_name song_id title duration year',
      );
    const [first = ''] = below('song_data');
    expect(texts.get(first)).toMatch(/^\{"num_songs": 1, "artist_id": "AR[A-Z]{5}1187[0-9A-F]{7}", .*"duration": \d+\.\d{4}[1-9], "year": \d+\}\n$/); // prettier-ignore
  });

  it('has plausible values', () => {
    for (const song of songs) {
      expect(song.song_id).toMatch(/^SO[A-Z]{5}[0-9A-F]{11}$/);
      expect(song.duration).toBeGreaterThan(90);
      expect(song.duration).toBeLessThan(700);
      expect(song.year === 0 || (song.year > 1960 && song.year <= 2010)).toBe(true);
      expect(song.artist_latitude === null).toBe(song.artist_longitude === null);
      expect(Math.abs(song.artist_latitude ?? 0)).toBeLessThan(67);
      expect(Math.abs(song.artist_longitude ?? 0)).toBeLessThan(180);
    }
  });
});

const keys = 'artist auth firstName gender itemInSession lastName length level location method page registration sessionId song status ts userAgent userId'; // prettier-ignore

describe('a log file', () => {
  const lines = below('log_data').flatMap((path) => texts.get(path)!.trimEnd().split('\n'));

  it('has 18 keys in the order of the original, and numbers as it writes them', () => {
    for (const [index, line] of lines.entries()) {
      expect(Object.keys(events[index]!).join(' ')).toBe(keys);
      expect(line).toMatch(/"length":(null|\d+\.\d{4}[1-9]),/);
      expect(line).toMatch(/"registration":(null|\d{13}\.0),/);
      expect(line).toMatch(/"ts":\d{13},/);
      expect(line).toMatch(/"userId":"\d*"\}$/);
    }
  });

  it('holds the events of one day (UTC) in the order of time', () => {
    for (const path of below('log_data')) {
      const own = eventsIn(new Map([[path, texts.get(path)!]]));
      expect(own.length).toBeGreaterThan(0);
      expect(own.map(({ ts }) => ts)).toEqual(own.map(({ ts }) => ts).sort((a, b) => a - b));
      const date = /\d{4}-\d{2}-\d{2}/.exec(path)![0];
      expect(new Set(own.map(({ ts }) => new Date(ts).toISOString().slice(0, 10)))).toEqual(new Set([date]));
    }
  });

  it('tells of a song where one is played, and of a user where one is logged in', () => {
    for (const event of events) {
      const isPlay = event.page === 'NextSong';
      for (const value of [event.artist, event.song, event.length]) expect(value !== null).toBe(isPlay);
      const isIn = event.auth === 'Logged In';
      const { firstName, lastName, gender, location, registration, userAgent } = event;
      for (const value of [firstName, lastName, gender, location, registration, userAgent])
        expect(value !== null).toBe(isIn);
      expect(event.userId !== '').toBe(isIn);
      expect([event.method, event.status]).toEqual(webOf(event));
    }
    expect(events.filter(({ userId }) => userId === '').length).toBeGreaterThan(200);
    expect(playsOf(events).every(({ userId }) => userId !== '')).toBe(true);
    expect(events.some(({ userAgent }) => userAgent?.startsWith('"'))).toBe(true);
  });
});

const webOf = ({ page }: EventLine): readonly [string, number] => {
  if (page === 'NextSong') return ['PUT', 200];
  if (page === 'Error') return ['GET', 404];
  return ['Login', 'Logout', 'Save Settings', 'Submit Upgrade', 'Submit Downgrade'].includes(page)
    ? ['PUT', 307]
    : ['GET', 200];
};

describe('a CSV file', () => {
  it('has the same events in 17 columns, with nothing where JSON has null', () => {
    const rows = below('event_data').flatMap((path) => parse(texts.get(path)!, { columns: true }));
    const columns = keys.split(' ').filter((key) => key !== 'userAgent');
    expect(texts.get(below('event_data')[0]!)!.split('\n')[0]).toBe(columns.join(','));
    expect(rows.length).toBe(events.length);
    const cell = (event: EventLine, column: string): string => {
      const value = event[column as keyof EventLine];
      if (value === null) return '';
      return column === 'registration' ? `${value}.0` : String(value);
    };
    const expected = events.map((event) => Object.fromEntries(columns.map((column) => [column, cell(event, column)])));
    expect(rows).toEqual(expected);
  });
});

describe('the jsonpaths file', () => {
  it('names every key of the log files in their order', () => {
    const { jsonpaths } = JSON.parse(texts.get('log_json_path.json')!) as { jsonpaths: string[] };
    expect(jsonpaths).toEqual(keys.split(' ').map((key) => `$['${key}']`));
  });
});

describe('tables', () => {
  it('hold what the files hold, under names with lower-case letters', () => {
    expect(data.tables.map(({ name }) => name)).toEqual(['songs', 'events']);
    expect(rowsOf(table(data, 'songs'))).toEqual(songs);
    const lowered = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const expected = events.map((event) => Object.fromEntries(Object.entries(event).map(([key, value]) => [lowered(key), value]))); // prettier-ignore
    expect(rowsOf(table(data, 'events'))).toEqual(expected);
  });

  it('can be read again', () => {
    const { rows } = table(data, 'events');
    expect([...rows()]).toEqual([...rows()]);
  });
});
