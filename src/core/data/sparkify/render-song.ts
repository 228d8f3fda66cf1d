import type { DataTable, DataValue } from '../generated.js';
import type { Song } from './catalog.js';
import { decimal, decimalOr, double, json } from './text.js';

/** The whole of a song's file. */
export const songJson = (song: Song): string =>
  `{"num_songs": 1, "artist_id": "${song.artistId}", "artist_latitude": ${decimalOr(song.latitude, 'null')}, ` +
  `"artist_longitude": ${decimalOr(song.longitude, 'null')}, "artist_location": ${json(song.location)}, ` +
  `"artist_name": ${json(song.artistName)}, "song_id": "${song.songId}", "title": ${json(song.title)}, ` +
  `"duration": ${decimal(song.duration)}, "year": ${song.year}}\n`;

/** The columns of the table `songs`: the keys of the song files in their order. */
export const songColumns: DataTable['columns'] = [
  { name: 'num_songs', type: 'integer' },
  { name: 'artist_id', type: 'text' },
  { name: 'artist_latitude', type: 'double precision' },
  { name: 'artist_longitude', type: 'double precision' },
  { name: 'artist_location', type: 'text' },
  { name: 'artist_name', type: 'text' },
  { name: 'song_id', type: 'text' },
  { name: 'title', type: 'text' },
  { name: 'duration', type: 'double precision' },
  { name: 'year', type: 'integer' },
];

export const songRow = (song: Song): readonly DataValue[] => [
  1,
  song.artistId,
  double(song.latitude),
  double(song.longitude),
  song.location,
  song.artistName,
  song.songId,
  song.title,
  double(song.duration),
  song.year,
];
