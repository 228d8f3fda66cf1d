import { isLabError, LabError } from '../../core/errors.js';
import { joinPath, relativeTo } from '../../core/paths.js';
import type { CancelSignal } from '../../core/ports.js';
import {
  currentHash,
  describePack,
  packFolder,
  packHome,
  pointerName,
  pointerText,
  type InstalledPack,
} from './installed-packs.js';
import type { PackLimits } from './limits.js';
import { packManifestName, packManifestText, refused, type PackManifest } from './pack-manifest.js';
import { pathProblem } from './pack-paths.js';
import type { InstallDeps } from './ports.js';
import { openPack, type OpenPack } from './read-pack.js';

export interface InstallRequest {
  /** Absolute path of the pack. */
  readonly file: string;
  /** Folder of everything we keep. */
  readonly home: string;
  readonly signal?: CancelSignal;
  readonly limits?: PackLimits;
}

export interface InstallResult {
  readonly pack: InstalledPack;
  /** False when the same content was already installed. */
  readonly changed: boolean;
}

/** What a name in a pack's home begins with while it is being filled; only the holder of the lock has one. */
const incoming = '.incoming-';

/**
 * Installs a pack. It is unpacked into a folder beside its place, every file is verified and every manifest loaded, and only
 * then it takes the place of an older version, which is removed last. A failure, or being killed, at any point leaves what
 * was installed before. Installing the same content again changes nothing.
 */
export const installPack = async (deps: InstallDeps, request: InstallRequest): Promise<InstallResult> => {
  const pack = await openPack(deps, request.file, request.limits);
  try {
    const problem = pathProblem(pack.manifest.id);
    if (problem !== undefined) throw refused(request.file, `its id \`${pack.manifest.id}\` ${problem}`);
    const home = packHome(request.home, pack.manifest.id);
    return await deps.exclusively(joinPath(home, '.lock'), () => install(deps, request, pack, home));
  } finally {
    await pack.close();
  }
};

const install = async (
  deps: InstallDeps,
  request: InstallRequest,
  pack: OpenPack,
  home: string,
): Promise<InstallResult> => {
  const { manifest } = pack;
  const folder = packFolder(home, manifest.contentHash);
  const installed = describePack(manifest, folder);
  await removeWhere(deps, home, (name) => name.startsWith(incoming));
  const isCurrent = (await currentHash(deps, home)) === manifest.contentHash;
  if (isCurrent && (await isIntact(deps, manifest, folder))) return { pack: installed, changed: false };
  const temporary = joinPath(home, incoming + deps.newId());
  try {
    await unpack(deps, request, pack, temporary);
    await requireValid(deps, request.file, manifest, temporary);
    await deps.files.remove(folder);
    await deps.files.move(temporary, folder);
  } catch (error) {
    await deps.files.remove(temporary);
    throw error;
  }
  await deps.files.replace(joinPath(home, pointerName), pointerText(manifest.contentHash));
  // Another window may still read the older version (on Windows that keeps it there); the next install tries again.
  await removeWhere(deps, home, (name) => /^[0-9a-f]{64}$/.test(name) && name !== manifest.contentHash).catch(
    () => undefined,
  );
  return { pack: installed, changed: true };
};

const unpack = async (deps: InstallDeps, request: InstallRequest, pack: OpenPack, folder: string): Promise<void> => {
  for await (const { path, content } of pack.files()) {
    if (request.signal?.aborted) throw new LabError('cancelled', 'The installation was cancelled.');
    await deps.write(joinPath(folder, path), content);
  }
  await deps.write(joinPath(folder, packManifestName), deps.encode(packManifestText(pack.manifest)));
};

/** The manifests must load here and now, and be those of the course that pack.json names. */
const requireValid = async (deps: InstallDeps, file: string, manifest: PackManifest, folder: string): Promise<void> => {
  const course = await deps.validate(folder, manifest.audience === 'graders').catch((error: unknown) => {
    const broken = contentCodes.some((code) => isLabError(error, code)) && isLabError(error);
    throw broken ? notLoadable(file, folder, error) : error;
  });
  if (course.id !== manifest.id)
    throw refused(file, `\`pack.json\` calls it \`${manifest.id}\` and its course.yaml \`${course.id}\``);
};

/** What a pack's own content can be to blame for; a full disk is not. */
const contentCodes = ['manifest-invalid', 'not-found', 'file-missing', 'file-unreadable', 'usage'] as const;

/** The temporary folder is gone when the message is read, so paths are shown as they are in the pack. */
const notLoadable = (file: string, folder: string, error: LabError): LabError => {
  const path = relativeTo(folder, error.data.file ?? '');
  const place = path === undefined ? '' : `${path}${error.data.line === undefined ? '' : `:${error.data.line}`}: `;
  return refused(
    file,
    `its manifests do not load (${place}${error.message.replaceAll(`${folder}/`, '')})`,
    'Ask whoever made the pack to mend it; nothing of it was installed.',
    error,
  );
};

const isIntact = async (deps: InstallDeps, manifest: PackManifest, folder: string): Promise<boolean> => {
  for (const { path, size, sha256 } of manifest.files) {
    const info = await deps.files.info(joinPath(folder, path));
    if (info?.kind !== 'file' || info.size !== size) return false;
    if (deps.sha256(await deps.files.readBytes(joinPath(folder, path))) !== sha256) return false;
  }
  return (await deps.files.info(joinPath(folder, packManifestName))) !== undefined;
};

const removeWhere = async (deps: InstallDeps, folder: string, match: (name: string) => boolean): Promise<void> => {
  for (const name of await deps.files.list(folder)) if (match(name)) await deps.files.remove(joinPath(folder, name));
};
