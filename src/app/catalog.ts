import type { Course, Item, Lab } from '../core/course/course.js';
import { LabError } from '../core/errors.js';
import type { Diagnostic } from '../core/manifest/diagnostic.js';
import { loadCourse, loadLab, loadQuiz, readCourse, type Loaded } from '../core/manifest/load.js';
import { folderOf, joinPath } from '../core/paths.js';
import type { Files } from '../core/ports.js';
import { stampOf } from './manifest-stamp.js';

/** A course folder as found: the course, or why it can't be read. */
export interface CourseEntry {
  /** Id in the manifest; of a broken course the name of its folder. */
  readonly id: string;
  /** Absolute path of course.yaml. */
  readonly file: string;
  readonly loaded: Loaded<Course>;
}

interface Cached<T> {
  readonly stamp: string;
  readonly value: T;
}

/** Absolute path of the manifest of a lab or quiz. */
export const manifestOf = (item: Item): string =>
  item.kind === 'lab' ? joinPath(item.source, 'lab.yaml') : item.source;

/**
 * The courses in a set of folders. Manifests are read when asked for, and again when their file changed; those of labs and
 * quizzes also when a file that they name has come or gone.
 */
export class Catalog {
  readonly #courses = new Map<string, Cached<Loaded<Course>>>();
  readonly #labs = new Map<string, Cached<Loaded<Lab>>>();

  /** @param complete false for learner copies, whose graded labs have no solutions. */
  constructor(
    private readonly files: Files,
    private folders: readonly string[],
    private readonly complete: boolean,
  ) {}

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
  }

  /** Forgets what was read, so that added or removed files are noticed. */
  invalidate(): void {
    this.#courses.clear();
    this.#labs.clear();
  }

  /** Every course of the folders, in order; a folder is a course itself or holds course folders. */
  async courses(): Promise<readonly CourseEntry[]> {
    const entries: CourseEntry[] = [];
    for (const file of await this.#courseFiles()) {
      const loaded = await this.#course(file);
      const id = loaded.ok ? loaded.value.id : folderOf(file).replace(/^.*[\\/]/, '');
      if (!entries.some((entry) => entry.id === id)) entries.push({ id, file, loaded });
    }
    return entries.sort((one, other) => placeOf(one) - placeOf(other));
  }

  /** Rejects with `not-found`, or `manifest-invalid` when the course can't be read. */
  async course(courseId: string): Promise<Course> {
    const entry = (await this.courses()).find((candidate) => candidate.id === courseId);
    if (!entry)
      throw new LabError('not-found', `There is no course \`${courseId}\`.`, {
        cure: 'List the courses and use an id from there.',
      });
    return usable(entry.loaded, `course \`${courseId}\``);
  }

  async item(courseId: string, itemId: string): Promise<{ readonly course: Course; readonly item: Item }> {
    const course = await this.course(courseId);
    const item = course.modules.flatMap((module) => module.items).find((candidate) => candidate.id === itemId);
    if (!item)
      throw new LabError('not-found', `The course \`${courseId}\` has no item \`${itemId}\`.`, {
        cure: 'List the course and use an id from there.',
      });
    return { course, item };
  }

  /** The course as it is now, with an error for everything it lists that is not there; {@link courses} does not look for that. */
  readCourse({ file }: CourseEntry): Promise<Loaded<Course>> {
    return loadCourse(this.files, folderOf(file));
  }

  /** A lab or quiz with what is wrong with it, as it was read last if it has not changed. Rejects with `usage` for an item that is neither. */
  async load(item: Item): Promise<Loaded<Lab>> {
    const manifest = manifestOf(item);
    const before = this.#labs.get(manifest);
    if (before && (await this.#stamp(manifest, before.value)) === before.stamp) return before.value;
    const value = await this.read(item);
    const stamp = await this.#stamp(manifest, value);
    if (stamp === undefined) this.#labs.delete(manifest);
    else this.#labs.set(manifest, { stamp, value });
    return value;
  }

  /** As {@link load}, but read now, and not remembered. */
  read(item: Item): Promise<Loaded<Lab>> {
    if (item.kind === 'lab') return loadLab(this.files, item.source, { complete: this.complete });
    if (item.kind === 'quiz') return loadQuiz(this.files, item.source);
    return Promise.reject(new LabError('usage', `\`${item.id}\` is a ${item.kind}: it has nothing to check.`));
  }

  /** A lab or quiz that can be used; rejects with `manifest-invalid` and its first error otherwise. */
  async lab(courseId: string, itemId: string): Promise<{ readonly course: Course; readonly lab: Lab }> {
    const { course, item } = await this.item(courseId, itemId);
    return { course, lab: usable(await this.load(item), `\`${itemId}\``) };
  }

  async #courseFiles(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const folder of this.folders) {
      const own = joinPath(folder, 'course.yaml');
      if (await this.files.info(own)) found.push(own);
      else
        for (const name of await this.#subfolders(folder))
          if (await this.files.info(joinPath(folder, `${name}/course.yaml`)))
            found.push(joinPath(folder, `${name}/course.yaml`));
    }
    return found;
  }

  async #subfolders(folder: string): Promise<readonly string[]> {
    const info = await this.files.info(folder);
    return info?.kind === 'folder' ? (await this.files.list(folder)).filter((name) => !name.startsWith('.')) : [];
  }

  async #course(file: string): Promise<Loaded<Course>> {
    const stamp = (await stampOf(this.files, file, []))?.text ?? 'unreadable';
    const before = this.#courses.get(file);
    if (before?.stamp === stamp) return before.value;
    const value = await readCourse(this.files, folderOf(file));
    this.#courses.set(file, { stamp, value });
    return value;
  }

  /** Undefined when no stamp would show every change. */
  async #stamp(manifest: string, { folders }: Loaded<Lab>): Promise<string | undefined> {
    return folders && (await stampOf(this.files, manifest, folders))?.text;
  }
}

const placeOf = ({ loaded }: CourseEntry): number =>
  (loaded.ok ? loaded.value.order : undefined) ?? Number.MAX_SAFE_INTEGER;

/** The loaded value, or its first diagnostic as a {@link LabError}. */
const usable = <T>(loaded: Loaded<T>, what: string): T => {
  if (loaded.ok) return loaded.value;
  const first = loaded.diagnostics[0];
  throw new LabError(
    'manifest-invalid',
    `The manifest of ${what} has ${count(loaded.diagnostics)}: ${first?.message ?? 'it cannot be read'}`,
    {
      ...(first
        ? { file: first.file, line: first.range.start.line, column: first.range.start.column, cure: first.cure }
        : {}),
    },
  );
};

const count = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.length === 1 ? 'an error' : `${diagnostics.length} errors`;
