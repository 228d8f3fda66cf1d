import type { Lab } from './course.js';

/** Code that a lab's author wrote or chose, and that runs on the learner's machine. */
export type AuthoredCode =
  /** A requirements file (absolute path): its packages are installed and imported. */
  | { readonly kind: 'packages'; readonly file: string }
  /** Modules that are imported before the learner's code runs. */
  | { readonly kind: 'preload'; readonly modules: readonly string[] }
  /** Python in the manifest, of the check with this title. */
  | { readonly kind: 'check'; readonly title: string; readonly text: string }
  /** A script the learner starts from; `file` is the starter's absolute path. */
  | { readonly kind: 'starter'; readonly path: string; readonly file: string };

const isScript = (path: string): boolean => /\.(py|ipynb)$/i.test(path);

const fromRuntimes = ({ runtimes }: Lab): readonly AuthoredCode[] =>
  Object.values(runtimes).flatMap(({ requirements, preload }): AuthoredCode[] => [
    ...(requirements === undefined ? [] : [{ kind: 'packages' as const, file: requirements }]),
    ...(preload.length === 0 ? [] : [{ kind: 'preload' as const, modules: preload }]),
  ]);

const fromChecks = ({ exercises }: Lab): readonly AuthoredCode[] =>
  exercises
    .flatMap(({ checks }) => checks)
    .flatMap((check) =>
      check.kind === 'python.function'
        ? [{ kind: 'check' as const, title: check.title, text: JSON.stringify([check.setup ?? '', check.call]) }]
        : [],
    );

const fromStarters = ({ exercises }: Lab): readonly AuthoredCode[] => {
  const files = new Map(exercises.flatMap((exercise) => exercise.files).map((file) => [file.path, file.starter]));
  return [...files].flatMap(([path, file]) =>
    file !== undefined && isScript(path) ? [{ kind: 'starter' as const, path, file }] : [],
  );
};

/**
 * What of its author's a lab runs, in the order of the manifest. SQL is none of it: it reaches no further than the databases
 * made for the lab. A lab without a runtime runs nothing.
 */
export const authoredCode = (lab: Lab): readonly AuthoredCode[] =>
  Object.keys(lab.runtimes).length === 0 ? [] : [...fromRuntimes(lab), ...fromChecks(lab), ...fromStarters(lab)];
