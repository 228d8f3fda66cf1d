import { existsSync, watch } from 'node:fs';
import path from 'node:path';
import { TreeWatch } from './watch-tree.js';

/** Milliseconds of quiet after the last change before it is reported: editors save in several steps. */
const quietMs = 120;

/** Folders that hold no course files; a learner's or author's workspace may hold far more than courses. */
const ignored = /(^|[\\/])(node_modules|\.git|\.delabs-backup)([\\/]|$)/;

/** Course files by their ends, and names without one: a folder that came or went. */
const telling = /(\.(ya?ml|md|sql|csv)|(^|[\\/])[^.\\/]+)$/;

interface Watching {
  close(): void;
}

/** Calls back after manifests, instructions or other course files changed in any of the folders that hold a course. */
export const watchCourses = (folders: readonly string[], onChange: () => void): Watching => {
  let timer: NodeJS.Timeout | undefined;
  const changed = (name: string | null): void => {
    if (name !== null && (ignored.test(name) || !telling.test(name))) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  };
  const watching = folders.filter((folder) => existsSync(folder)).flatMap((folder) => watchFolder(folder, changed));
  return {
    close() {
      clearTimeout(timer);
      watching.forEach((each) => each.close());
    },
  };
};

const watchFolder = (folder: string, changed: (name: string | null) => void): readonly Watching[] => {
  // A folder that is no course itself is watched for a course appearing in it, not for everything below it.
  const recursive = existsSync(path.join(folder, 'course.yaml'));
  if (recursive && process.platform === 'linux') {
    const relative = (place: string): string => path.relative(folder, place);
    const tree = new TreeWatch({
      isIgnored: (place) => ignored.test(relative(place)),
      onChange: (place) => changed(relative(place)),
    });
    void tree.add(folder);
    return [tree];
  }
  try {
    const listener = (_event: string, name: string | null): void => changed(name);
    return [watch(folder, { recursive, persistent: false }, listener).on('error', () => undefined)];
  } catch {
    // A folder that can't be watched (network mounts) is read anew on every request by its modification times.
    return [];
  }
};
