import { LabError } from '../../core/errors.js';
import { filesForLearners, stripForLearners } from '../../core/manifest/learner-copy.js';
import { joinPath } from '../../core/paths.js';
import { withheldFromLearners, type ListedLab } from './learner-files.js';
import { limitProblem, packLimits, type PackLimits } from './limits.js';
import {
  contentText,
  packFormat,
  packManifestName,
  packManifestText,
  type Audience,
  type PackManifest,
} from './pack-manifest.js';
import { belongsToCourse, byPath, collision, pathKey, pathProblem } from './pack-paths.js';
import type { PackSource } from './pack-source.js';
import type { PackDeps, PackEntry } from './ports.js';

export interface PackOptions {
  readonly audience: Audience;
  /** The author's own name for this state of the course. */
  readonly version?: string;
  readonly limits?: PackLimits;
}

export interface Pack {
  readonly bytes: Uint8Array;
  /** Of the bytes, lower-case hexadecimal. The same content gives the same bytes on every machine. */
  readonly sha256: string;
  readonly manifest: PackManifest;
  /** Files of the folder that learners may not have, and that are not in this pack; empty for graders. */
  readonly withheld: readonly string[];
}

/**
 * Packs a course or a lab: every regular file of its folder except hidden ones, caches and backups. For learners, lab
 * manifests are stripped and the files they withhold are left out. Rejects with `pack-invalid` for what no learner could
 * install: symbolic links, names that are not portable, too much data, files that a manifest names and the pack lacks.
 */
export const makePack = async (deps: PackDeps, source: PackSource, options: PackOptions): Promise<Pack> => {
  const limits = options.limits ?? packLimits;
  const found = await collect(deps, source, limits);
  const labs = source.labs.map((folder) => listedLab(deps, found, folder));
  const forLearners = options.audience === 'learners';
  const withheld = forLearners
    ? withheldFromLearners(
        found.map((entry) => describe(deps, entry)),
        labs,
      )
    : new Set<string>();
  const entries = found
    .filter((entry) => !withheld.has(entry.path))
    .map((entry) => (forLearners ? learnerEntry(deps, source, entry) : entry));
  requireNamed(source, entries, labs, forLearners);
  const manifest = manifestOf(deps, source, options, entries);
  const description = { path: packManifestName, content: deps.encode(packManifestText(manifest)) };
  const bytes = await deps.archive([description, ...entries]);
  return { bytes, sha256: deps.sha256(bytes), manifest, withheld: [...withheld].sort() };
};

const invalid = (source: PackSource, reason: string, cure: string): LabError =>
  new LabError('pack-invalid', `\`${source.id}\` can't be packed: ${reason}.`, { file: source.folder, cure });

/** The files of the source by their paths in the pack, sorted. */
const collect = async (deps: PackDeps, source: PackSource, limits: PackLimits): Promise<readonly PackEntry[]> => {
  const tree = await deps.walk(source.folder, belongsToCourse);
  const files = tree.filter((entry) => source.prefix !== '' || entry.path !== packManifestName);
  for (const { path, kind } of files) {
    if (kind === 'link')
      throw invalid(source, `\`${path}\` is a symbolic link`, 'Put the file itself in place of the link.');
    if (kind === 'other') throw invalid(source, `\`${path}\` is not a regular file`, 'Remove it from the folder.');
    const problem = pathProblem(source.prefix + path);
    if (problem !== undefined) throw invalid(source, `the path \`${path}\` ${problem}`, 'Rename it.');
  }
  const sizes: { readonly path: string; readonly size: number }[] = [];
  for (const { path } of files)
    sizes.push({ path, size: (await deps.files.info(joinPath(source.folder, path)))?.size ?? 0 });
  const problem = limitProblem(sizes, limits);
  if (problem !== undefined) throw invalid(source, problem, 'Take out what learners do not need.');
  const entries: PackEntry[] = Object.entries(source.added).map(([path, text]) => ({
    path,
    content: deps.encode(text),
  }));
  for (const { path } of files)
    entries.push({ path: source.prefix + path, content: await deps.files.readBytes(joinPath(source.folder, path)) });
  const same = collision(entries.map((entry) => entry.path));
  if (same) throw invalid(source, `\`${same[0]}\` and \`${same[1]}\` are the same name on some systems`, 'Rename one.');
  return entries.sort(byPath);
};

const listedLab = (deps: PackDeps, found: readonly PackEntry[], folder: string): ListedLab => {
  const manifest = found.find((entry) => entry.path === `${folder}/lab.yaml`);
  if (!manifest) {
    throw new LabError('pack-invalid', `The lab folder \`${folder}\` has no lab.yaml that could be packed.`, {
      file: folder,
      cure: 'Check the folder: hidden files and links are not packed.',
    });
  }
  return { folder, ...filesForLearners(deps.decode(manifest.content)) };
};

const learnerEntry = (deps: PackDeps, source: PackSource, entry: PackEntry): PackEntry =>
  source.labs.some((folder) => entry.path === `${folder}/lab.yaml`)
    ? { path: entry.path, content: deps.encode(stripForLearners(deps.decode(entry.content))) }
    : entry;

/** Every file that the packed manifests name must be in the pack: better found by the author than by the class. */
const requireNamed = (
  source: PackSource,
  entries: readonly PackEntry[],
  labs: readonly ListedLab[],
  forLearners: boolean,
): void => {
  const there = new Set(entries.map((entry) => pathKey(entry.path)));
  const inLabs = labs.flatMap((lab) =>
    [...lab.kept, ...(forLearners ? [] : lab.withheld)].map((path) => `${lab.folder}/${path}`),
  );
  const lost = [...source.named, ...inLabs].find((path) => !there.has(pathKey(path)));
  if (lost === undefined) return;
  throw invalid(
    source,
    `a manifest names \`${lost}\`, which is not among the packed files`,
    'Check that it exists, and that neither it nor its folder is hidden or a backup.',
  );
};

const describe = (
  deps: PackDeps,
  { path, content }: PackEntry,
): { readonly path: string; readonly size: number; readonly sha256: string } => ({
  path,
  size: content.length,
  sha256: deps.sha256(content),
});

const manifestOf = (
  deps: PackDeps,
  source: PackSource,
  options: PackOptions,
  entries: readonly PackEntry[],
): PackManifest => {
  const files = entries.map((entry) => describe(deps, entry));
  return {
    format: packFormat,
    id: source.id,
    title: source.title,
    kind: source.kind,
    audience: options.audience,
    ...(options.version === undefined ? {} : { version: options.version }),
    files,
    contentHash: deps.sha256(deps.encode(contentText(files))),
  };
};
