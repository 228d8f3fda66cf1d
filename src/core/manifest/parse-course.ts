import type { Course, Item } from '../course/course.js';
import { baseName, folderOf, joinPath } from '../paths.js';
import type { Findings } from './findings.js';
import { readManifest } from './parsed.js';
import type { Mention, Parsed } from './parsed.js';
import { idPattern, idRule } from './scalars.js';
import { courseManifest } from './schema.js';
import type { CourseManifest, ItemRef } from './schema.js';
import type { Path } from './yaml-tree.js';

/** How an item names its source, taken apart. */
interface Source {
  readonly kind: 'lab' | 'quiz' | 'reading' | 'video';
  readonly id: string;
  /** Path or link as written. */
  readonly named: string;
  /** The file it must lead to, relative to course.yaml; a video has none. */
  readonly file?: string;
  /** What the file's name must end with. */
  readonly extension?: string;
}

const nameOf = (path: string): string => baseName(path).replace(/\.[^.]*$/, '');

const sourceOf = (item: ItemRef): Source => {
  if ('lab' in item) {
    return { kind: 'lab', id: baseName(item.lab), named: item.lab, file: `${item.lab}/lab.yaml` };
  }
  if ('quiz' in item) {
    return { kind: 'quiz', id: nameOf(item.quiz), named: item.quiz, file: item.quiz, extension: '.yaml' };
  }
  if ('reading' in item) {
    return { kind: 'reading', id: nameOf(item.reading), named: item.reading, file: item.reading, extension: '.md' };
  }
  return { kind: 'video', id: item.id, named: item.video };
};

interface Placed {
  readonly item: ItemRef;
  readonly source: Source;
  /** Leads to what the id is taken from. */
  readonly path: Path;
}

const placedItems = (manifest: CourseManifest): readonly Placed[] =>
  manifest.modules.flatMap(({ items }, module) =>
    items.map((item, index) => {
      const source = sourceOf(item);
      const key = source.kind === 'video' ? 'id' : source.kind;
      return { item, source, path: ['modules', module, 'items', index, key] };
    }),
  );

const checkCourse = (findings: Findings, manifest: CourseManifest): void => {
  findings.unique(
    'module id',
    manifest.modules.map(({ id }, index) => ({ name: id, path: ['modules', index, 'id'] })),
  );
  const items = placedItems(manifest);
  for (const { source, path } of items) {
    const { id, kind, extension, named } = source;
    if (extension !== undefined && !named.endsWith(extension)) {
      const message = `The file of a ${kind} must end with ${extension}, and '${named}' does not.`;
      findings.add({ code: 'bad-value', message, cure: `Rename it to ${nameOf(named)}${extension}.`, path });
    } else if (!idPattern.test(id)) {
      const message = `The name '${id}' is the id of this ${kind}, and it is not allowed as one.`;
      findings.add({ code: 'bad-value', message, cure: `Rename it. ${idRule}`, path });
    }
  }
  const named = items.map(({ source, path }) => ({ name: source.id, path }));
  findings.unique('item id', named, 'Give this one another name; an id is unique in the course.');
};

const buildItem = ({ item, source }: Placed, folder: string): Item => ({
  id: source.id,
  kind: source.kind,
  ...('title' in item ? { title: item.title } : {}),
  source: source.file === undefined ? source.named : joinPath(folder, source.named),
  ...('minutes' in item && item.minutes !== undefined ? { minutes: item.minutes } : {}),
  optional: 'optional' in item && item.optional === true,
});

const buildCourse = (manifest: CourseManifest, folder: string): Course => {
  const { id, title, summary, order } = manifest;
  const items = new Map(placedItems(manifest).map((placed) => [placed.item, buildItem(placed, folder)]));
  return {
    id,
    title,
    ...(order === undefined ? {} : { order }),
    ...(summary === undefined ? {} : { summary }),
    folder,
    modules: manifest.modules.map((module) => ({
      id: module.id,
      title: module.title,
      ...(module.summary === undefined ? {} : { summary: module.summary }),
      items: module.items.flatMap((item) => items.get(item) ?? []),
    })),
  };
};

const courseMentions = (manifest: CourseManifest, folder: string): readonly Mention[] =>
  placedItems(manifest).flatMap(({ source: { kind, file }, path }) =>
    file === undefined ? [] : [{ at: path, named: file, what: kind, path: joinPath(folder, file) }],
  );

/**
 * Reads the text of a course.yaml. Looks at no other file; {@link Parsed.references} says which ones it names.
 * @param file absolute path of the course.yaml
 */
export const parseCourse = (text: string, file: string): Parsed<Course> =>
  readManifest(text, file, {
    schema: courseManifest,
    rules: checkCourse,
    mentions: (manifest) => courseMentions(manifest, folderOf(file)),
    model: (manifest) => buildCourse(manifest, folderOf(file)),
  });
