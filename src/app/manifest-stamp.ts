import { isLabError } from '../core/errors.js';
import type { FileInfo, Files } from '../core/ports.js';

/** The state of a manifest and of the folders that hold what it names, without their content. */
export interface ManifestStamp {
  /** Differs as soon as one of them has changed; the clock of the disk is the limit, see {@link settledMs}. */
  readonly text: string;
  /** Latest change of any of them, epoch milliseconds. */
  readonly changedMs: number;
}

/**
 * Milliseconds. A change may show the time of one made shortly before it: disks keep times in steps of up to two seconds,
 * and another machine's clock is a little off. What changed longer ago than this would show any later change.
 */
export const settledMs = 3_000;

const textOf = (info: FileInfo | undefined): string =>
  info ? `${info.kind} ${info.size} ${info.mtimeMs} ${info.changedMs}` : 'absent';

/** Undefined when one of the paths can't be looked at. */
export const stampOf = async (
  files: Files,
  manifest: string,
  folders: readonly string[],
): Promise<ManifestStamp | undefined> => {
  try {
    const infos = await Promise.all([manifest, ...folders].map((path) => files.info(path)));
    return {
      text: infos.map(textOf).join('; '),
      changedMs: Math.max(...infos.map((info) => (info ? Math.max(info.mtimeMs, info.changedMs) : 0))),
    };
  } catch (error) {
    if (isLabError(error)) return undefined;
    throw error;
  }
};
