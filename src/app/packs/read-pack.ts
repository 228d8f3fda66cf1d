import { LabError } from '../../core/errors.js';
import { limitProblem, packLimits, type PackLimits } from './limits.js';
import { contentText, packManifestName, parsePackManifest, refused, type PackManifest } from './pack-manifest.js';
import { collision, pathProblem } from './pack-paths.js';
import type { Archive, ArchiveEntry, PackDeps, PackEntry } from './ports.js';

/** A pack whose description and directory have been checked. The content of each file is checked as it is read. */
export interface OpenPack {
  readonly manifest: PackManifest;
  /** Every file, verified. Rejects with `pack-invalid` at the first that is not what pack.json says. */
  files(): AsyncIterable<PackEntry>;
  close(): Promise<void>;
}

/** Opens a pack and checks all that can be checked without inflating its files. Rejects with `pack-invalid`. */
export const openPack = async (deps: PackDeps, file: string, limits: PackLimits = packLimits): Promise<OpenPack> => {
  const archive = await deps.openArchive(file);
  try {
    const entries = await safeEntries(archive, file, limits);
    const [first, ...rest] = entries;
    const manifest = await readManifest(deps, first, file, limits);
    requireListed(manifest, rest, file);
    requireContentHash(deps, manifest, file);
    return { manifest, files: () => verified(deps, manifest, rest, file), close: () => archive.close() };
  } catch (error) {
    await archive.close();
    throw error;
  }
};

const safeEntries = async (archive: Archive, file: string, limits: PackLimits): Promise<readonly ArchiveEntry[]> => {
  if (archive.count > limits.entries + 1)
    throw refused(file, `it has ${archive.count} entries; at most ${limits.entries} files are allowed`);
  const entries = await archive.entries();
  for (const entry of entries) {
    const problem = entryProblem(entry, limits);
    if (problem !== undefined) throw refused(file, `the entry \`${shown(entry.path)}\` ${problem}`);
  }
  const same = collision(entries.map((entry) => entry.path));
  if (same) throw refused(file, `\`${same[0]}\` and \`${same[1]}\` are the same file on some systems`);
  const problem = limitProblem(entries.slice(1), limits);
  if (problem !== undefined) throw refused(file, problem);
  return entries;
};

const entryProblem = (entry: ArchiveEntry, limits: PackLimits): string | undefined => {
  if (entry.kind === 'link') return 'is a symbolic link';
  const problem = pathProblem(entry.kind === 'folder' ? entry.path.replace(/\/$/, '') : entry.path);
  if (problem !== undefined) return problem;
  if (entry.kind === 'folder') return 'is a folder; packs hold only files';
  if (entry.kind === 'other') return 'is not a regular file';
  if (entry.encrypted) return 'is encrypted';
  if (!entry.readable) return 'is compressed in a way that is not supported';
  if (entry.size > limits.ratioFrom && entry.size > entry.packedSize * limits.ratio)
    return `inflates to more than ${limits.ratio} times its size`;
  return undefined;
};

/** A name from a hostile archive as it may stand in a message. */
const shown = (path: string): string =>
  JSON.stringify(path.length > 100 ? `${path.slice(0, 100)}…` : path)
    .slice(1, -1)
    .replaceAll('`', "'");

const readManifest = async (
  deps: PackDeps,
  entry: ArchiveEntry | undefined,
  file: string,
  limits: PackLimits,
): Promise<PackManifest> => {
  if (entry?.path !== packManifestName) throw refused(file, `its first entry is not \`${packManifestName}\``);
  if (entry.size > limits.manifest) throw refused(file, '`pack.json` is too large');
  return parsePackManifest(textOf(deps, await contentOf(entry, file), file), file);
};

const textOf = (deps: PackDeps, content: Uint8Array, file: string): string => {
  try {
    return deps.decode(content);
  } catch (error) {
    throw refused(file, '`pack.json` is not UTF-8 text', undefined, error);
  }
};

/** Whatever fails while an entry is read is the archive's fault, unless the file itself is out of reach. */
const contentOf = async (entry: ArchiveEntry, file: string): Promise<Uint8Array> => {
  try {
    return await entry.read();
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw refused(file, `\`${shown(entry.path)}\` is damaged`, undefined, error);
  }
};

const requireListed = (manifest: PackManifest, entries: readonly ArchiveEntry[], file: string): void => {
  const sizes = new Map(entries.map((entry) => [entry.path, entry.size]));
  for (const listed of manifest.files) {
    const size = sizes.get(listed.path);
    if (size === undefined) throw refused(file, `\`${shown(listed.path)}\` is listed in \`pack.json\` and missing`);
    if (size !== listed.size)
      throw refused(file, `\`${shown(listed.path)}\` has not the size that \`pack.json\` gives`);
  }
  const listed = new Set(manifest.files.map((one) => one.path));
  const extra = entries.find((entry) => !listed.has(entry.path));
  if (extra) throw refused(file, `\`${shown(extra.path)}\` is not listed in \`pack.json\``);
  if (listed.size !== manifest.files.length) throw refused(file, '`pack.json` lists a file twice');
};

const requireContentHash = (deps: PackDeps, manifest: PackManifest, file: string): void => {
  if (deps.sha256(deps.encode(contentText(manifest.files))) !== manifest.contentHash)
    throw refused(file, 'the content hash in `pack.json` does not belong to its files');
};

async function* verified(
  deps: PackDeps,
  manifest: PackManifest,
  entries: readonly ArchiveEntry[],
  file: string,
): AsyncGenerator<PackEntry> {
  const digests = new Map(manifest.files.map((listed) => [listed.path, listed.sha256]));
  for (const entry of entries) {
    const content = await contentOf(entry, file);
    if (content.length !== entry.size || deps.sha256(content) !== digests.get(entry.path))
      throw refused(file, `\`${shown(entry.path)}\` is not the file that \`pack.json\` describes`);
    yield { path: entry.path, content };
  }
}
