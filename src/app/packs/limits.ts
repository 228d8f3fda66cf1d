/** Bounds of a pack, checked when it is made and again when it is read. Sizes are in bytes. */
export interface PackLimits {
  readonly entries: number;
  /** All files together, inflated. */
  readonly total: number;
  /** One file, inflated. */
  readonly file: number;
  /** pack.json. */
  readonly manifest: number;
  /** Inflated size over packed size of an entry larger than {@link ratioFrom}: beyond it an archive is a bomb, not data. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

const mb = 1024 * 1024;

export const packLimits: PackLimits = {
  entries: 5_000,
  total: 200 * mb,
  file: 50 * mb,
  manifest: 4 * mb,
  ratio: 100,
  ratioFrom: mb,
};

const inMb = (bytes: number): string => `${Math.round((bytes / mb) * 10) / 10} MB`;

/** Why these files can't be a pack, or undefined when they can. */
export const limitProblem = (
  files: readonly { readonly path: string; readonly size: number }[],
  limits: PackLimits,
): string | undefined => {
  if (files.length > limits.entries) return `it has ${files.length} files; at most ${limits.entries} are allowed`;
  const large = files.find((file) => file.size > limits.file);
  if (large) return `\`${large.path}\` is ${inMb(large.size)}; a file may have ${inMb(limits.file)}`;
  const total = files.reduce((sum, file) => sum + file.size, 0);
  if (total > limits.total) return `its files come to ${inMb(total)}; a pack may have ${inMb(limits.total)}`;
  return undefined;
};
