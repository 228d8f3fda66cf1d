import { createHash } from 'node:crypto';

/** What the comment on a database of ours says. */
export interface Marker {
  readonly lab: string;
  /** SHA-256 of the seed it was filled with (of nothing, without one), as hex. */
  readonly seed: string;
}

/** The digest that {@link Marker.seed} holds. */
export const seedDigest = (seed: string): string => createHash('sha256').update(seed).digest('hex');

export const writeMarker = ({ lab, seed }: Marker): string => `delabs lab=${lab} seed=${seed}`;

/** `undefined` for a comment that is none of ours. */
export const readMarker = (comment: string | null): Marker | undefined => {
  const [, lab, seed] = /^delabs lab=(\S+) seed=([0-9a-f]{64})$/.exec(comment ?? '') ?? [];
  return lab !== undefined && seed !== undefined ? { lab, seed } : undefined;
};

const seedPrefix = 'delabs_seed_';

/** The pristine database of a seed. */
export const seedDatabaseOf = (digest: string): string => `${seedPrefix}${digest.slice(0, 12)}`;

/** Databases made from a seed: the pristine one, and read-only copies of it that checks make. */
export const isSeedDatabase = (name: string): boolean => /^delabs_(seed|read)_[0-9a-f]{12}$/.test(name);

export const isOfSeed = (name: string, digest: string): boolean => name.endsWith(`_${digest.slice(0, 12)}`);

/** A database is made under this name and gets its own only when it is complete. */
export const unfinishedName = (name: string): string => `delabs_new_${name}`;

export const isUnfinished = (name: string): boolean => name.startsWith('delabs_new_');
