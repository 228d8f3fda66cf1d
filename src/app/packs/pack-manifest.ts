import * as z from 'zod/mini';
import { LabError } from '../../core/errors.js';
import { id, title } from '../../core/manifest/scalars.js';
import { byPath } from './pack-paths.js';

/** Newest format of packs this build reads, and the one it writes. */
export const packFormat = 1;

/** Name of the pack's own description: the first entry of every pack. */
export const packManifestName = 'pack.json';

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const packedFile = z.object({ path: z.string(), size: z.int().check(z.nonnegative()), sha256 });
const packManifest = z.object({
  format: z.literal(packFormat),
  id,
  title,
  kind: z.enum(['course', 'lab']),
  audience: z.enum(['learners', 'graders']),
  version: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  files: z.array(packedFile).check(z.minLength(1)),
  contentHash: sha256,
});

/** `pack.json`. `contentHash` names the content: the same files give the same one, whatever archive they came in. */
export type PackManifest = z.infer<typeof packManifest>;
export type PackedFile = z.infer<typeof packedFile>;

/** Who may have a pack: learners get no graded solutions, wrong solutions and hidden checks. */
export type Audience = PackManifest['audience'];

/** The text whose sha256 is the content hash of these files, in whatever order they come. */
export const contentText = (files: readonly PackedFile[]): string =>
  [...files]
    .sort(byPath)
    .map((file) => `${file.sha256} ${file.size} ${file.path}\n`)
    .join('');

export const packManifestText = (manifest: PackManifest): string => `${JSON.stringify(manifest, undefined, 1)}\n`;

/** `pack-invalid` with the reason, and what to do about it. */
export const refused = (file: string, reason: string, cure = askForNewCopy, cause?: unknown): LabError =>
  new LabError('pack-invalid', `This lab pack can't be used: ${reason}.`, { file, cure }, cause);

const askForNewCopy = 'Get a new copy of the pack from whoever made it; nothing of this one was installed.';

const versioned = z.object({ format: z.int() });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Reads the text of a pack.json. Throws `pack-invalid` for another format or shape. @param file the pack, for the message */
export const parsePackManifest = (text: string, file: string): PackManifest => {
  const value = parseJson(text);
  const version = versioned.safeParse(value);
  if (!version.success) throw refused(file, '`pack.json` is not a pack description');
  if (version.data.format > packFormat) {
    throw refused(
      file,
      `it was made for a newer version (pack format ${version.data.format}; this one reads ${packFormat})`,
      'Update Data Engineering Labs, then install the pack again.',
    );
  }
  const parsed = packManifest.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refused(file, `\`pack.json\` has a wrong value at \`${issue?.path.join('.') ?? ''}\``);
};
