import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip archive, with everything a hostile maker can set. What is absent is as an honest one sets it. */
export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly deflate?: boolean;
  /** Number of the compression method, in place of the true one. */
  readonly method?: number;
  /** Inflated size in the headers, in place of the true one. */
  readonly claimedSize?: number;
  readonly flags?: number;
  /** Unix mode in the upper half of the external attributes. */
  readonly unixMode?: number;
  /** Name in the local header, in place of the one in the directory. */
  readonly localName?: string;
  /** Bytes in the archive, in place of the packed content. */
  readonly packed?: Uint8Array;
}

const utf8Name = 0x800;

const parts = (entry: RawEntry, offset: number) => {
  const content = Buffer.from(entry.content ?? '');
  const packed = Buffer.from(entry.packed ?? (entry.deflate ? deflateRawSync(content, { level: 9 }) : content));
  const name = Buffer.from(entry.name);
  const common = Buffer.alloc(24);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(utf8Name | (entry.flags ?? 0), 2);
  common.writeUInt16LE(entry.method ?? (entry.deflate ? 8 : 0), 4);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(entry.claimedSize ?? content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const localName = entry.localName === undefined ? name : Buffer.from(entry.localName);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.alloc(2), localName, packed]);
  local.writeUInt16LE(localName.length, 26);
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 8);
  tail.writeUInt32LE(offset, 12);
  const made = Buffer.from([63, 3]);
  return { local, directory: Buffer.concat([Buffer.from('PK\u0001\u0002'), made, common, tail, name]) };
};

/** A zip archive, byte by byte. `count` is what its end record claims. */
export const rawZip = (entries: readonly RawEntry[], count = entries.length): Buffer => {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const made = parts(entry, offset);
    locals.push(made.local);
    directory.push(made.directory);
    offset += made.local.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
};

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

type Listed = { path: string; size: number; sha256: string };

/** An honest pack.json for these files; `change` makes it dishonest. */
export const packJson = (
  files: Readonly<Record<string, string | Uint8Array>>,
  change: Readonly<Record<string, unknown>> = {},
  alter: (listed: Listed) => Listed = (listed) => listed,
): string => {
  const listed = Object.entries(files)
    .map(([path, content]) => alter({ path, size: Buffer.from(content).length, sha256: sha256(content) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const contentHash = sha256(listed.map((one) => `${one.sha256} ${one.size} ${one.path}\n`).join(''));
  return JSON.stringify({
    format: 1,
    id: 'sql-basics',
    title: 'SQL basics',
    kind: 'course',
    audience: 'learners',
    files: listed,
    contentHash,
    ...change,
  });
};

/** The course that every hostile pack pretends to be. */
export const honest: Readonly<Record<string, string>> = { 'course.yaml': 'id: sql-basics\n', 'a.md': 'hello\n' };

export const entriesOf = (files: Readonly<Record<string, string | Uint8Array>>): readonly RawEntry[] =>
  Object.entries(files).map(([name, content]) => ({ name, content }));

/** A pack of the honest course with further entries, which its pack.json lists too. */
export const packWith = (...further: readonly RawEntry[]): Buffer => {
  const listed = Object.fromEntries(further.map((entry) => [String(entry.name), entry.content ?? '']));
  return rawZip([{ name: 'pack.json', content: packJson({ ...honest, ...listed }) }, ...entriesOf(honest), ...further]);
};
