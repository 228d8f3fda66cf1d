import type { Files } from '../../core/ports.js';

/** Something found in a folder, by its path relative to that folder (forward slashes). Folders themselves are not listed. */
export interface TreeEntry {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'other';
}

/** A file to be packed, by its path in the pack. */
export interface PackEntry {
  readonly path: string;
  readonly content: Uint8Array;
}

/** An entry of an archive as its directory describes it; nothing in it has been verified. */
export interface ArchiveEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Bytes when inflated, as the archive claims. */
  readonly size: number;
  /** Bytes in the archive. */
  readonly packedSize: number;
  readonly encrypted: boolean;
  /** False for a compression method we don't read. */
  readonly readable: boolean;
  /** Rejects when the entry inflates to more or less than it claims, without ever holding more than that. */
  read(): Promise<Uint8Array>;
}

export interface Archive {
  /** Number of entries the archive claims to have; known before any is read. */
  readonly count: number;
  /** In the order of the archive. Rejects when the directory is damaged. */
  entries(): Promise<readonly ArchiveEntry[]>;
  close(): Promise<void>;
}

/** What packs need of the world. Every method rejects with a `LabError`. */
export interface PackDeps {
  readonly files: Files;
  /** Everything below a folder that `enter` (asked with the name of each file and folder) lets in. Links are not followed. */
  walk(folder: string, enter: (name: string) => boolean): Promise<readonly TreeEntry[]>;
  /** The archive's bytes: the same for the same entries on every machine. */
  archive(entries: readonly PackEntry[]): Promise<Uint8Array>;
  /** Rejects with `pack-invalid` for what is no archive. */
  openArchive(file: string): Promise<Archive>;
  /** Lower-case hexadecimal. */
  sha256(content: Uint8Array): string;
  encode(text: string): Uint8Array;
  /** Throws `file-unreadable` for what is not UTF-8. */
  decode(content: Uint8Array): string;
}

/** What installing needs beside that. */
export interface InstallDeps extends PackDeps {
  /** Writes a new file of a pack under construction. Not flushed: the whole is verified before a later install trusts it. */
  write(path: string, content: Uint8Array): Promise<void>;
  /** Runs the work while no other process holds the lock of that path. */
  exclusively<T>(path: string, work: () => Promise<T>): Promise<T>;
  newId(): string;
  /** Loads every manifest of a course folder, the learner's or the complete copy. Rejects with the first error. */
  validate(folder: string, complete: boolean): Promise<{ readonly id: string }>;
}
