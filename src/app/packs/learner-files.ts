import type { ManifestFiles } from '../../core/manifest/learner-copy.js';
import { folderOf } from '../../core/paths.js';
import { ancestors, pathKey } from './pack-paths.js';

export interface CandidateFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** A lab that the course lists: its folder in the pack and the files its manifest names, relative to that folder. */
export interface ListedLab extends ManifestFiles {
  readonly folder: string;
}

const labManifestName = 'lab.yaml';

const keysOf = (paths: readonly string[]): ReadonlySet<string> => new Set(paths.map(pathKey));

/**
 * The files that learners may not have: solutions and wrong solutions that the manifests withhold; what lies beside them in
 * a folder of their own; copies of them under other names; and labs the course doesn't list, which nobody has stripped.
 * A file that a learner's manifest names is always theirs. Paths are compared as the least strict file system does, so
 * that a manifest with another spelling can't let a solution through.
 */
export const withheldFromLearners = (
  files: readonly CandidateFile[],
  labs: readonly ListedLab[],
): ReadonlySet<string> => {
  const kept = keysOf(labs.flatMap((lab) => [labManifestName, ...lab.kept].map((path) => `${lab.folder}/${path}`)));
  const named = keysOf(labs.flatMap((lab) => lab.withheld.map((path) => `${lab.folder}/${path}`)));
  const folders = secretFolders(kept, named);
  const unlisted = unlistedLabs(files, labs);
  const hashes = new Set(
    files.filter((file) => file.size > 0 && named.has(pathKey(file.path))).map((file) => file.sha256),
  );
  const isWithheld = (file: CandidateFile): boolean => {
    const key = pathKey(file.path);
    if (kept.has(key)) return false;
    if (named.has(key) || hashes.has(file.sha256) || unlisted.files.has(key)) return true;
    return ancestors(key).some((folder) => folders.has(folder) || unlisted.folders.has(folder));
  };
  return new Set(files.filter(isWithheld).map((file) => file.path));
};

/** Folders that hold a withheld file and directly nothing a learner's manifest names: helpers of a solution lie there. */
const secretFolders = (kept: ReadonlySet<string>, named: ReadonlySet<string>): ReadonlySet<string> => {
  const open = new Set([...kept].map(folderOf));
  return new Set([...named].map(folderOf).filter((folder) => !open.has(folder)));
};

/** Folders with a lab.yaml that no item of the course refers to; one in the course's own folder is withheld by itself. */
const unlistedLabs = (
  files: readonly CandidateFile[],
  labs: readonly ListedLab[],
): { readonly folders: ReadonlySet<string>; readonly files: ReadonlySet<string> } => {
  const listed = keysOf(labs.map((lab) => `${lab.folder}/${labManifestName}`));
  const manifests = files
    .map((file) => pathKey(file.path))
    .filter((key) => (key === labManifestName || key.endsWith(`/${labManifestName}`)) && !listed.has(key));
  return { files: new Set(manifests), folders: new Set(manifests.map(folderOf).filter((folder) => folder !== '')) };
};
