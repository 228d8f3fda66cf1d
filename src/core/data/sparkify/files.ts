import type { DataForm } from '../data-spec.js';
import type { DataFile } from '../generated.js';
import type { Catalog } from './catalog.js';
import type { SparkifyEvent } from './event.js';
import { dateOf } from './month.js';
import { cohort, type Sizes } from './quotas.js';
import { eventCsv, eventCsvHeader, eventJson, jsonPaths } from './render-event.js';
import { songJson } from './render-song.js';
import { inPieces } from './text.js';

export interface FileSources {
  readonly form: DataForm;
  /** Counted from 0. */
  readonly days: readonly number[];
  readonly sizes: Sizes;
  readonly catalog: Catalog;
  events(day: number): Iterable<SparkifyEvent>;
}

/** A file and how much work it is, in events. */
interface Work extends Pick<DataFile, 'path' | 'text'> {
  readonly work: number;
}

/** Making a file takes as long as so many events. */
const fileWork = 8;

/** In the order of their paths. */
export function* filesOf(sources: FileSources): Iterable<DataFile> {
  let total = 0;
  for (const { work } of worksOf(sources)) total += work;
  for (const { work, ...file } of worksOf(sources)) yield { ...file, share: work / total };
}

function* worksOf(sources: FileSources): Iterable<Work> {
  const { form } = sources;
  if (form !== 'json') yield* csvFiles(sources);
  if (form !== 'csv') yield* logFiles(sources);
  if (form === 'all') yield { path: 'log_json_path.json', work: fileWork, text: () => [jsonPaths] };
  if (form !== 'csv') yield* songFiles(sources);
}

const dayWork = ({ scale }: Sizes): number => fileWork + Math.ceil((cohort.events * scale) / 30);

function* csvFiles({ days, sizes, events }: FileSources): Iterable<Work> {
  for (const day of days)
    yield { path: `event_data/${dateOf(day)}-events.csv`, work: dayWork(sizes), text: () => inPieces(csvLines(events(day))) }; // prettier-ignore
}

function* csvLines(events: Iterable<SparkifyEvent>): Iterable<string> {
  yield eventCsvHeader;
  for (const event of events) yield eventCsv(event);
}

function* logFiles({ days, sizes, events }: FileSources): Iterable<Work> {
  for (const day of days) {
    const date = dateOf(day);
    const path = `log_data/${date.slice(0, 4)}/${date.slice(5, 7)}/${date}-events.json`;
    yield { path, work: dayWork(sizes), text: () => inPieces(jsonLines(events(day))) };
  }
}

function* jsonLines(events: Iterable<SparkifyEvent>): Iterable<string> {
  for (const event of events) yield eventJson(event);
}

function* songFiles({ sizes, catalog }: FileSources): Iterable<Work> {
  for (let index = 0; index < sizes.songs; index += 1)
    yield { path: `song_data/${catalog.path(index)}`, work: fileWork, text: () => [songJson(catalog.song(index))] };
}
