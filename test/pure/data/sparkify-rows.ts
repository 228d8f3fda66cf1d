import type { DataSpec } from '../../../src/core/data/data-spec.js';
import { generate } from '../../../src/core/data/generate.js';
import type { DataTable, DataValue, GeneratedData } from '../../../src/core/data/generated.js';

export const month = (seed: number, scale = 1): DataSpec => ({ generator: 'sparkify', seed, scale });

/** A song as its file has it. */
export interface SongFile {
  readonly num_songs: number;
  readonly artist_id: string;
  readonly artist_latitude: number | null;
  readonly artist_longitude: number | null;
  readonly artist_location: string;
  readonly artist_name: string;
  readonly song_id: string;
  readonly title: string;
  readonly duration: number;
  readonly year: number;
}

/** An event as a line of a log file has it. */
export interface EventLine {
  readonly artist: string | null;
  readonly auth: 'Logged In' | 'Logged Out';
  readonly firstName: string | null;
  readonly gender: 'F' | 'M' | null;
  readonly itemInSession: number;
  readonly lastName: string | null;
  readonly length: number | null;
  readonly level: 'free' | 'paid';
  readonly location: string | null;
  readonly method: 'GET' | 'PUT';
  readonly page: string;
  readonly registration: number | null;
  readonly sessionId: number;
  readonly song: string | null;
  readonly status: number;
  readonly ts: number;
  readonly userAgent: string | null;
  readonly userId: string;
}

/** Path -> text. */
export const textsOf = (data: GeneratedData): ReadonlyMap<string, string> =>
  new Map([...data.files()].map(({ path, text }) => [path, [...text()].join('')]));

export const songsIn = (texts: ReadonlyMap<string, string>): readonly SongFile[] =>
  [...texts].filter(([path]) => path.startsWith('song_data/')).map(([, text]) => JSON.parse(text) as SongFile);

export const eventsIn = (texts: ReadonlyMap<string, string>): readonly EventLine[] =>
  [...texts]
    .filter(([path]) => path.startsWith('log_data/'))
    .flatMap(([, text]) => text.trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as EventLine);

/** Songs and events of a spec, read back from its files. */
export const read = (
  spec: DataSpec,
): { readonly songs: readonly SongFile[]; readonly events: readonly EventLine[] } => {
  const texts = textsOf(generate(spec));
  return { songs: songsIn(texts), events: eventsIn(texts) };
};

export const playsOf = (events: readonly EventLine[]): readonly EventLine[] =>
  events.filter(({ page }) => page === 'NextSong');

export const table = (data: GeneratedData, name: string): DataTable => data.tables.find((each) => each.name === name)!;

export const rowsOf = (found: DataTable): readonly Readonly<Record<string, DataValue>>[] =>
  [...found.rows()].map((row) => Object.fromEntries(found.columns.map(({ name }, index) => [name, row[index]!])));

/** How often each key occurs. */
export const countBy = <T>(
  items: Iterable<T>,
  key: (item: T) => string | number,
): ReadonlyMap<string | number, number> => {
  const counts = new Map<string | number, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
};

export const groupBy = <T>(
  items: Iterable<T>,
  key: (item: T) => string | number,
): ReadonlyMap<string | number, T[]> => {
  const groups = new Map<string | number, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};
