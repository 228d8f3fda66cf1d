import type { Client, ClientBase } from 'pg';
import type { DataSpec } from '../../../core/data/data-spec.js';
import { generate, generatorVersion } from '../../../core/data/generate.js';
import type { DataTable, DataValue } from '../../../core/data/generated.js';
import type { PostgresSpec } from '../../../core/service/service.js';
import { identifier } from './client.js';
import { copyIn } from './copy-in.js';
import { seedDigest } from './marker.js';
import type { Seed } from './seed.js';

type Reference = NonNullable<PostgresSpec['reference']>;

/** Goes up when the same data is put into other tables. */
const format = 1;

/** The seed of the database that checks use: it is another one when the data is. */
export const withReference = (seed: Seed, reference: Reference | undefined): Seed =>
  reference === undefined
    ? seed
    : { ...seed, reference, digest: seedDigest(JSON.stringify([format, generatorVersion, seed.digest, reference])) };

/** Makes a schema for each of the generated data, as whoever the client is. Rows are made while they are sent. */
export const loadReference = async (client: Client, reference: Reference): Promise<void> => {
  const loaded = new Map<string, string>();
  for (const [schema, spec] of Object.entries(reference)) {
    const { tables } = generate(spec);
    const same = loaded.get(JSON.stringify(spec));
    await client.query(`CREATE SCHEMA ${identifier(schema)}`);
    for (const table of tables)
      await (same === undefined ? load(client, schema, table) : show(client, schema, table, same));
    loaded.set(JSON.stringify(spec), schema);
  }
};

/** What tables of the data are called where they lie beside the learner's: `reference_songs`. */
export const referencePrefix = 'reference_';

/** Makes tables of generated data that only this connection sees, and that are gone with it. */
export const loadTemporary = async (client: ClientBase, spec: DataSpec): Promise<void> => {
  // Whatever the connection's default is.
  await client.query('BEGIN READ WRITE');
  for (const table of generate(spec).tables) {
    const name = identifier(`${referencePrefix}${table.name}`);
    await client.query(`CREATE TEMPORARY TABLE ${name} (${columnsOf(table)})`);
    await copyIn(client, `COPY ${name} FROM STDIN`, copyText(table.rows()));
    await client.query(`ANALYZE ${name}`);
  }
  await client.query('COMMIT');
};

const nameIn = (schema: string, { name }: DataTable): string => `${identifier(schema)}.${identifier(name)}`;

const columnsOf = ({ columns }: DataTable): string =>
  columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ');

const load = async (client: Client, schema: string, table: DataTable): Promise<void> => {
  await client.query(`CREATE TABLE ${nameIn(schema, table)} (${columnsOf(table)})`);
  await copyIn(client, `COPY ${nameIn(schema, table)} FROM STDIN`, copyText(table.rows()));
};

/** Two tiers may be the same data. */
const show = async (client: Client, schema: string, table: DataTable, same: string): Promise<void> => {
  await client.query(`CREATE VIEW ${nameIn(schema, table)} AS TABLE ${nameIn(same, table)}`);
};

/** Characters that are sent at once, about. */
const chunkLength = 64_000;

/** Rows in the text format of COPY, in pieces of bounded size. */
export function* copyText(rows: Iterable<readonly DataValue[]>): Iterable<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(field).join('\t')}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const field = (value: DataValue): string =>
  value === null ? '\\N' : String(value).replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
