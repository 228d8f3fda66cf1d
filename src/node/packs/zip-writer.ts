import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { PackEntry } from '../../app/packs/ports.js';

/**
 * Everything that could differ between machines is fixed. Entries are stored, not deflated: builds of zlib (and the
 * processors they are tuned for) compress the same text to different bytes. The time stamp of the format is local time in
 * both directions, so midnight stays midnight in every zone.
 */
const fixed = () => ({ mtime: new Date(1980, 0, 1), mode: 0o100644, compress: false, forceDosTimestamp: true });

/** A zip archive of the entries in the order given: the same bytes for the same entries on every machine. */
export const zipOf = async (entries: readonly PackEntry[]): Promise<Uint8Array> => {
  const zip = new ZipFile();
  const bytes = buffer(zip.outputStream);
  for (const { path, content } of entries) zip.addBuffer(Buffer.from(content), path, fixed());
  zip.end();
  return bytes;
};
