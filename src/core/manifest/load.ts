import type { Course, Exercise, Lab } from '../course/course.js';
import { isLabError } from '../errors.js';
import { joinPath } from '../paths.js';
import type { Files } from '../ports.js';
import type { Diagnostic } from './diagnostic.js';
import { inOrder, shortened } from './finding.js';
import { infoOf, lookForFiles, type NamedFiles } from './named-files.js';
import { parseCourse } from './parse-course.js';
import { parseLab } from './parse-lab.js';
import type { LabOptions } from './parse-lab.js';
import { parseQuiz } from './parse-quiz.js';
import { hasErrors } from './parsed.js';
import type { FileReference, Parsed } from './parsed.js';
import { quote } from './quote.js';
import { manifestLimits, tooLarge } from './yaml.js';

/** A manifest that can be used, with warnings; or what keeps it from being used. Diagnostics are in the order of the text. */
export type Loaded<T> = (
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }
) & {
  /** Of a lab or quiz: it would be loaded to the same as long as neither its manifest nor one of these changes; see {@link NamedFiles}. */
  readonly folders?: readonly string[] | undefined;
};

type Read = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly diagnostic: Diagnostic };

const top = { line: 1, column: 1, offset: 0 };

const atTop = (file: string, problem: Pick<Diagnostic, 'code' | 'message' | 'cure'>): Read => {
  const { code, message, cure } = problem;
  const range = { start: top, end: top };
  return { ok: false, diagnostic: { severity: 'error', code, message, cure, file, range } };
};

/** The text of a manifest. A file that is too large is refused unread. */
const readText = async (files: Files, file: string): Promise<Read> => {
  const info = await infoOf(files, file);
  const cure = 'Create the file, or correct the path that leads to it.';
  if (info?.kind !== 'file') return atTop(file, { code: 'missing-file', message: 'There is no such file.', cure });
  if (info.size > manifestLimits.length) return atTop(file, tooLarge(manifestLimits));
  try {
    return { ok: true, text: await files.readText(file) };
  } catch (error) {
    if (!isLabError(error)) throw error;
    return atTop(file, { code: 'missing-file', message: error.message, cure: error.data.cure ?? 'Mend the file.' });
  }
};

const missing = (file: string, { named, what, range }: FileReference): Diagnostic => ({
  severity: 'error',
  code: 'missing-file',
  message: `The file ${quote(named)} (${what}) does not exist.`,
  cure: 'Create it, or correct the path.',
  file,
  range,
});

interface Looked<T> extends NamedFiles {
  readonly parsed: Parsed<T>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a manifest and looks for the files it names. */
const look = async <T>(files: Files, file: string, parse: (text: string) => Parsed<T>): Promise<Looked<T>> => {
  const read = await readText(files, file);
  const parsed: Parsed<T> = read.ok ? parse(read.text) : { diagnostics: [read.diagnostic], references: [] };
  const { absent, folders } = await lookForFiles(files, file, parsed.references);
  const gone = parsed.references.filter(({ path, required }) => required && absent.has(path));
  const notFound = shortened(inOrder(gone.map((reference) => missing(file, reference))));
  const diagnostics = inOrder([...parsed.diagnostics, ...notFound]);
  return { parsed, absent, diagnostics, folders: read.ok ? folders : undefined };
};

const settle = <T>(value: T | undefined, diagnostics: readonly Diagnostic[]): Loaded<T> =>
  value === undefined ? { ok: false, diagnostics } : { ok: true, value, diagnostics };

/** A learner's copy may name solutions that it was not given. */
const withoutAbsent = (exercise: Exercise, absent: ReadonlySet<string>): Exercise => ({
  ...exercise,
  files: exercise.files.map(({ solution, ...file }) =>
    solution === undefined || absent.has(solution) ? file : { ...file, solution },
  ),
});

/** Reads course.yaml of a folder, without a look at what it names: all that is needed to list a course of any size. */
export const readCourse = async (files: Files, folder: string): Promise<Loaded<Course>> => {
  const file = joinPath(folder, 'course.yaml');
  const read = await readText(files, file);
  if (!read.ok) return { ok: false, diagnostics: [read.diagnostic] };
  const { value, diagnostics } = parseCourse(read.text, file);
  return settle(value, diagnostics);
};

/**
 * Reads course.yaml of a folder. A lab, quiz or reading that is not there is an error among the diagnostics, but the
 * course can still be used: one item that is missing must not hide the others.
 */
export const loadCourse = async (files: Files, folder: string): Promise<Loaded<Course>> => {
  const file = joinPath(folder, 'course.yaml');
  const { parsed, diagnostics } = await look(files, file, (text) => parseCourse(text, file));
  return settle(parsed.value, diagnostics);
};

/** Reads lab.yaml of a folder and looks for the files it names. */
export const loadLab = async (files: Files, folder: string, options: LabOptions): Promise<Loaded<Lab>> => {
  const file = joinPath(folder, 'lab.yaml');
  const { parsed, absent, diagnostics, folders } = await look(files, file, (text) => parseLab(text, file, options));
  if (parsed.value === undefined || hasErrors(diagnostics)) return { ok: false, diagnostics, folders };
  const exercises = parsed.value.exercises.map((exercise) => withoutAbsent(exercise, absent));
  return { ok: true, value: { ...parsed.value, exercises }, diagnostics, folders };
};

/** Reads a quiz file. */
export const loadQuiz = async (files: Files, file: string): Promise<Loaded<Lab>> => {
  const { parsed, diagnostics, folders } = await look(files, file, (text) => parseQuiz(text, file));
  return { ...settle(parsed.value, diagnostics), folders };
};
