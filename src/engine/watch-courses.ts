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

/** Calls back after manifests, instructions or other course files changed in any of the folders that hold courses. */
export const watchCourses = (folders: readonly string[], onChange: () => void): Watching => {
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
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

const manifest = 'course.yaml';
const isCourse = (folder: string): boolean => existsSync(path.join(folder, manifest));

/** What to look at below a folder, by relative path: all of a course, and of a folder with courses in it little more than those. */
interface Interest {
  inside(folder: string): boolean;
  telling(name: string): boolean;
}

const wholeCourse: Interest = {
  inside: (folder) => !ignored.test(folder),
  telling: (name) => !ignored.test(name) && telling.test(name),
};

/** Every folder in it may become a course: that is seen right below them. */
const shelfOf = (folder: string): Interest => {
  const concerns = (name: string): boolean => {
    const [child = '', ...rest] = name.split(path.sep);
    return rest.length === 0 || isCourse(path.join(folder, child));
  };
  return {
    inside: (name) => wholeCourse.inside(name) && concerns(name),
    telling: (name) => wholeCourse.telling(name) && (concerns(name) || path.basename(name) === manifest),
  };
};

const watchFolder = (folder: string, changed: () => void): readonly Watching[] => {
  const interest = isCourse(folder) ? wholeCourse : shelfOf(folder);
  if (process.platform === 'linux') {
    const tree: TreeWatch = new TreeWatch({
      isIgnored: (place) => !interest.inside(path.relative(folder, place)),
      onChange: (place) => {
        // Only now is it known to be worth looking into what stands beside it.
        if (path.basename(place) === manifest) void tree.renew(path.dirname(place));
        if (interest.telling(path.relative(folder, place))) changed();
      },
    });
    void tree.add(folder);
    return [tree];
  }
  try {
    const listener = (_event: string, name: string | null): void => {
      if (name === null || interest.telling(name)) changed();
    };
    return [watch(folder, { recursive: true, persistent: false }, listener).on('error', () => undefined)];
  } catch {
    // A folder that can't be watched (network mounts) is read anew on every request by its modification times.
    return [];
  }
};
