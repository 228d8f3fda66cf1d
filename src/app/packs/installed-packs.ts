import * as z from 'zod/mini';
import { isLabError } from '../../core/errors.js';
import { joinPath } from '../../core/paths.js';
import type { Files } from '../../core/ports.js';
import { packManifestName, parsePackManifest, type Audience, type PackManifest } from './pack-manifest.js';

/** A pack as it is installed. `folder` is a course folder. */
export interface InstalledPack {
  readonly id: string;
  readonly title: string;
  readonly kind: PackManifest['kind'];
  readonly audience: Audience;
  readonly version?: string;
  /** What the learner confirms before anything of the pack is run. */
  readonly contentHash: string;
  /** Absolute. */
  readonly folder: string;
}

/** File in a pack's home that says which content is current; it changes in one step. */
export const pointerName = 'current.json';

const pointer = z.object({ contentHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) });

export const pointerText = (contentHash: string): string => `${JSON.stringify({ contentHash })}\n`;

const packsFolder = (home: string): string => joinPath(home, 'packs');

/** Folder of all versions of a pack. */
export const packHome = (home: string, id: string): string => joinPath(packsFolder(home), id);

export const packFolder = (packHomeFolder: string, contentHash: string): string =>
  joinPath(packHomeFolder, contentHash);

export const describePack = (manifest: PackManifest, folder: string): InstalledPack => ({
  id: manifest.id,
  title: manifest.title,
  kind: manifest.kind,
  audience: manifest.audience,
  ...(manifest.version === undefined ? {} : { version: manifest.version }),
  contentHash: manifest.contentHash,
  folder,
});

interface Reader {
  readonly files: Pick<Files, 'info' | 'list' | 'readText'>;
}

/** Content hash of the installed version of a pack, or undefined when none is (or the pointer is damaged). */
export const currentHash = async ({ files }: Reader, packHomeFolder: string): Promise<string | undefined> => {
  const file = joinPath(packHomeFolder, pointerName);
  if (!(await files.info(file))) return undefined;
  const parsed = pointer.safeParse(parseJson(await files.readText(file)));
  return parsed.success ? parsed.data.contentHash : undefined;
};

/** Every installed pack, sorted by id. One that is damaged is left out: installing it again mends it. */
export const listPacks = async (reader: Reader, home: string): Promise<readonly InstalledPack[]> => {
  const folder = packsFolder(home);
  if ((await reader.files.info(folder))?.kind !== 'folder') return [];
  const packs: InstalledPack[] = [];
  for (const id of await reader.files.list(folder)) {
    const pack = await installedPack(reader, packHome(home, id));
    if (pack?.id === id) packs.push(pack);
  }
  return packs;
};

const installedPack = async (reader: Reader, packHomeFolder: string): Promise<InstalledPack | undefined> => {
  try {
    const hash = await currentHash(reader, packHomeFolder);
    if (hash === undefined) return undefined;
    const folder = packFolder(packHomeFolder, hash);
    const file = joinPath(folder, packManifestName);
    return describePack(parsePackManifest(await reader.files.readText(file), file), folder);
  } catch (error) {
    if (isLabError(error, 'file-missing') || isLabError(error, 'file-unreadable') || isLabError(error, 'pack-invalid'))
      return undefined;
    throw error;
  }
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
