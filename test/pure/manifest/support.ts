import type { Diagnostic } from '../../../src/core/manifest/diagnostic.js';
import { formatDiagnostic } from '../../../src/core/manifest/format-diagnostic.js';
import { parseCourse } from '../../../src/core/manifest/parse-course.js';
import { parseLab } from '../../../src/core/manifest/parse-lab.js';
import { parseQuiz } from '../../../src/core/manifest/parse-quiz.js';
import type { Parsed } from '../../../src/core/manifest/parsed.js';

export const kinds = ['course', 'lab', 'quiz'] as const;
export type Kind = (typeof kinds)[number];

const complete = true;

/** Parses a text as if it stood in a folder or file called `broken`. */
export const parseAs: Readonly<Record<Kind, (text: string) => Parsed<unknown>>> = {
  course: (text) => parseCourse(text, '/course/course.yaml'),
  lab: (text) => parseLab(text, '/course/broken/lab.yaml', { complete }),
  quiz: (text) => parseQuiz(text, '/course/broken.yaml'),
};

/** The kind in `name.kind.yaml`. */
export const kindOf = (name: string): Kind => {
  const kind = kinds.find((candidate) => name.endsWith(`.${candidate}.yaml`));
  if (!kind) throw new Error(`${name} does not say its kind`);
  return kind;
};

/** Diagnostics as people read them, one per line, without the folder. */
export const render = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map((diagnostic) => `${formatDiagnostic(diagnostic, diagnostic.code)}\n`).join('');

/** A manifest's diagnostics, rendered. */
export const renderAs = (kind: Kind, text: string): string => render(parseAs[kind](text).diagnostics);
