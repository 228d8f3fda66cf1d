import type { Course, Lab } from '../../core/course/course.js';
import { relativeTo } from '../../core/paths.js';
import { LabError } from '../../core/errors.js';

/** What is packed, and how its folder becomes the folder of a course. */
export interface PackSource {
  readonly kind: 'course' | 'lab';
  readonly id: string;
  readonly title: string;
  /** Absolute folder whose files are packed. */
  readonly folder: string;
  /** What their paths begin with in the pack: empty, or a folder with its slash. */
  readonly prefix: string;
  /** Folders of the labs in the pack. */
  readonly labs: readonly string[];
  /** Files in the pack that the course's own manifest names. */
  readonly named: readonly string[];
  /** Text files that are in the pack and not in the folder. */
  readonly added: Readonly<Record<string, string>>;
}

export const courseSource = (course: Course): PackSource => {
  const items = course.modules.flatMap((module) => module.items).filter((item) => item.kind !== 'video');
  const inPack = (source: string): string => {
    const path = relativeTo(course.folder, source);
    if (path !== undefined) return path;
    throw new LabError('pack-invalid', `\`${source}\` is outside the course folder, so it can't be packed.`, {
      file: source,
      cure: 'Move it into the course folder.',
    });
  };
  return {
    kind: 'course',
    id: course.id,
    title: course.title,
    folder: course.folder,
    prefix: '',
    labs: items.filter((item) => item.kind === 'lab').map((item) => inPack(item.source)),
    named: ['course.yaml', ...items.filter((item) => item.kind !== 'lab').map((item) => inPack(item.source))],
    added: {},
  };
};

/** A lab by itself becomes a course of one module. Its course.yaml is written as JSON, which is YAML too. */
export const labSource = (lab: Lab): PackSource => {
  if (lab.kind !== 'lab') {
    throw new LabError('usage', `\`${lab.id}\` is a quiz: only a lab or a whole course can be packed.`, {
      file: lab.file,
      cure: 'Pack the course that the quiz belongs to.',
    });
  }
  const course = {
    format: 1,
    id: lab.id,
    title: lab.title,
    modules: [{ id: lab.id, title: lab.title, items: [{ lab: lab.id }] }],
  };
  return {
    kind: 'lab',
    id: lab.id,
    title: lab.title,
    folder: lab.folder,
    prefix: `${lab.id}/`,
    labs: [lab.id],
    named: ['course.yaml'],
    added: { 'course.yaml': `${JSON.stringify(course, undefined, 2)}\n` },
  };
};
