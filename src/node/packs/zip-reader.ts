import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { refused } from '../../app/packs/pack-manifest.js';
import type { Archive, ArchiveEntry } from '../../app/packs/ports.js';
import { isLabError, type LabError } from '../../core/errors.js';
import { fileError } from '../files/file-errors.js';
import { errorCode, errorText } from '../process/error-code.js';

/** A failing system call is about the file; everything else the library throws is about what the file holds. */
const archiveError = (error: unknown, file: string, what: string): LabError => {
  if (isLabError(error)) return error;
  const system = /^E[A-Z0-9]+$/.test(errorCode(error) ?? '');
  return system ? fileError(error, file) : refused(file, `${what} (${errorText(error)})`, undefined, error);
};

const unixMode = { mask: 0o170000, file: 0o100000, folder: 0o040000, link: 0o120000 } as const;

/** The upper half of the attributes is a Unix mode when the archive was made on such a system, and 0 otherwise. */
const kindOf = (entry: Entry): ArchiveEntry['kind'] => {
  const type = (entry.externalFileAttributes >>> 16) & unixMode.mask;
  if (type === unixMode.link) return 'link';
  if (type === unixMode.folder || entry.fileName.endsWith('/')) return 'folder';
  return type === unixMode.file || type === 0 ? 'file' : 'other';
};

/** Counts what really comes out, and stops at the claimed size: a header that lies fills no memory. */
const readExactly = async (stream: Readable, size: number): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > size) throw new Error(`more than the ${size} bytes that its header claims`);
      chunks.push(chunk);
    }
  } finally {
    stream.destroy();
  }
  if (length !== size) throw new Error(`${length} bytes instead of the ${size} that its header claims`);
  return Buffer.concat(chunks, length);
};

const entryOf = (zip: ZipFile, entry: Entry, file: string): ArchiveEntry => ({
  path: entry.fileName,
  kind: kindOf(entry),
  size: entry.uncompressedSize,
  packedSize: entry.compressedSize,
  encrypted: entry.isEncrypted(),
  readable: entry.canDecodeFileData(),
  read: async () => {
    try {
      return await readExactly(await zip.openReadStreamPromise(entry), entry.uncompressedSize);
    } catch (error) {
      throw archiveError(error, file, `the entry \`${entry.fileName}\` is damaged`);
    }
  },
});

const entriesOf = async (zip: ZipFile, file: string): Promise<readonly ArchiveEntry[]> => {
  const entries: ArchiveEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entryOf(zip, entry, file));
  } catch (error) {
    throw archiveError(error, file, 'its list of files is damaged or unsafe');
  }
  return entries;
};

/** A zip archive on the disk. Names are taken as they stand: the library refuses traversal, absolute ones and backslashes. */
export const openZip = async (file: string): Promise<Archive> => {
  let zip: ZipFile;
  try {
    zip = await openPromise(file, {
      autoClose: false,
      decodeStrings: true,
      strictFileNames: true,
      validateEntrySizes: true,
    });
  } catch (error) {
    throw archiveError(error, file, 'it is not a zip archive, or not a whole one');
  }
  // Errors reach whoever asked for something; without a listener one that comes late would end the process.
  zip.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => zip.once('close', resolve));
  return {
    count: zip.entryCount,
    entries: () => entriesOf(zip, file),
    close: () => {
      zip.close();
      return closed;
    },
  };
};
