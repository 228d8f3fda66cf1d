import { existsSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';

/** Milliseconds of quiet after the last change before it is reported: editors save in several steps. */
const quietMs = 120;

/** Folders with at most this depth of interest; a learner's or author's workspace may hold far more than courses. */
const ignored = /(^|[\\/])(node_modules|\.git|\.delabs-backup)([\\/]|$)/;

/** Calls back after manifests, instructions or other course files changed in any of the folders that hold a course. */
export const watchCourses = (folders: readonly string[], onChange: () => void): { close(): void } => {
  let timer: NodeJS.Timeout | undefined;
  const watchers: FSWatcher[] = [];
  for (const folder of folders.filter((candidate) => existsSync(candidate))) {
    const changed = (_event: string, name: string | null): void => {
      if (name !== null && (ignored.test(name) || !/\.(ya?ml|md|sql|csv)$/.test(name))) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, quietMs);
    };
    try {
      // A folder that is no course itself is watched for a course appearing in it, not for everything below it.
      const recursive = existsSync(path.join(folder, 'course.yaml'));
      watchers.push(watch(folder, { recursive, persistent: false }, changed).on('error', () => undefined));
    } catch {
      // A folder that can't be watched (network mounts) is read anew on every request by its modification times.
    }
  }
  return {
    close() {
      clearTimeout(timer);
      watchers.forEach((watcher) => watcher.close());
    },
  };
};
