import { LabError, toLabError, type ErrorCode } from '../../core/errors.js';
import { errorCode, errorText } from '../process/error-code.js';

interface Mapping {
  readonly code: ErrorCode;
  readonly says: string;
  readonly cure: string;
}

const missing: Mapping = {
  code: 'file-missing',
  says: 'does not exist',
  cure: 'Check the path, or put the file back.',
};
const denied: Mapping = {
  code: 'permission-denied',
  says: 'may not be read or changed by you',
  cure: 'Give yourself permission to it, or use another folder.',
};
const full: Mapping = {
  code: 'disk-full',
  says: 'could not be written because the disk (or your share of it) is full',
  cure: 'Free some space and try again; nothing was overwritten.',
};
const folder: Mapping = { code: 'file-unreadable', says: 'is a folder, not a file', cure: 'Name a file instead.' };
const inTheWay: Mapping = {
  code: 'usage',
  says: 'is there already and was left alone',
  cure: 'Move or rename what is there.',
};
const inUse: Mapping = {
  code: 'busy',
  says: 'is in use by another program',
  cure: 'Close the program that uses it and try again.',
};
const tooManyOpen: Mapping = {
  code: 'busy',
  says: 'could not be opened because too many files are open',
  cure: 'Close some programs or raise the limit of open files, then try again.',
};
const badName: Mapping = {
  code: 'file-unreadable',
  says: 'has a name that this system can not use',
  cure: 'Use a shorter name without special characters.',
};
const linkLoop: Mapping = {
  code: 'file-unreadable',
  says: 'is a symbolic link that leads to itself',
  cure: 'Remove the link.',
};
const unreadable: Mapping = {
  code: 'file-unreadable',
  says: 'could not be read or written',
  cure: 'Check the disk and try again.',
};

const mappings: Readonly<Record<string, Mapping>> = {
  ENOENT: missing,
  ENOTDIR: missing,
  EACCES: denied,
  EPERM: denied,
  EROFS: denied,
  ENOSPC: full,
  EDQUOT: full,
  EISDIR: folder,
  EEXIST: inTheWay,
  ENOTEMPTY: inTheWay,
  EBUSY: inUse,
  ETXTBSY: inUse,
  EMFILE: tooManyOpen,
  ENFILE: tooManyOpen,
  ENAMETOOLONG: badName,
  ERR_INVALID_ARG_VALUE: badName,
  ELOOP: linkLoop,
};

/** A failure of a file operation on `path` as a {@link LabError} with a cure; what no system call failed with is not about the file. */
export const fileError = (error: unknown, path: string): LabError => {
  const system = errorCode(error) ?? '';
  if (error instanceof LabError || !/^E[A-Z0-9_]+$/.test(system)) return toLabError(error);
  const { code, says, cure } = mappings[system] ?? unreadable;
  return new LabError(code, `\`${path}\` ${says}.`, { file: path, cure, detail: errorText(error) }, error);
};

/** True when a file operation failed because there is no such file. */
export const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');

/** Runs a file operation; what it throws becomes a {@link LabError} about `path`. */
export const onFile = async <T>(path: string, operation: () => Promise<T>): Promise<T> => {
  try {
    return await operation();
  } catch (error) {
    throw fileError(error, path);
  }
};
