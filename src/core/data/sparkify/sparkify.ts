import type { SparkifySpec } from '../data-spec.js';
import type { DataValue, GeneratedData } from '../generated.js';
import { Catalog } from './catalog.js';
import { eventsOf, type Sources, type SparkifyEvent } from './event.js';
import { filesOf } from './files.js';
import { OnAir } from './on-air.js';
import { Plan } from './plan.js';
import { sizesOf } from './quotas.js';
import { eventColumns, eventRow } from './render-event.js';
import { songColumns, songRow } from './render-song.js';
import { Users } from './users.js';

/** The songs and events of one spec; `days` are those that it chooses, counted from 0. */
export const sparkify = ({ seed, scale, form = 'json' }: SparkifySpec, days: readonly number[]): GeneratedData => {
  const sizes = sizesOf(scale);
  const catalog = new Catalog(seed, sizes);
  const sources = once((): Sources => {
    const onAir = new OnAir(seed, sizes, catalog);
    return { onAir, users: new Users(seed, sizes.users), plan: new Plan(seed, sizes, onAir) };
  });
  const events = (day: number): Iterable<SparkifyEvent> => eventsOf(sources(), day);
  return {
    files: () => filesOf({ form, days, sizes, catalog, events }),
    tables: [
      { name: 'songs', columns: songColumns, rows: () => songRows(catalog, sizes.songs) },
      { name: 'events', columns: eventColumns, rows: () => eventRows(days, events) },
    ],
  };
};

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

function* songRows(catalog: Catalog, songs: number): Iterable<readonly DataValue[]> {
  for (let index = 0; index < songs; index += 1) yield songRow(catalog.song(index));
}

function* eventRows(
  days: readonly number[],
  events: (day: number) => Iterable<SparkifyEvent>,
): Iterable<readonly DataValue[]> {
  for (const day of days) for (const event of events(day)) yield eventRow(event);
}
