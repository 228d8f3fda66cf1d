import { join } from 'node:path';
import { Uri } from 'vscode';
import type { ExerciseRef } from '../../protocol/tree.js';
import { asExercise } from './exercise-key.js';

/** Scheme of documents that can be read and compared, and are on no disk: earlier attempts, their results, solutions. */
export const documentScheme = 'delabs';

/** What such a document shows. */
export type DocumentId =
  | { readonly kind: 'attempt'; readonly ref: ExerciseRef; readonly number: number; readonly path: string }
  | { readonly kind: 'results'; readonly ref: ExerciseRef; readonly number: number }
  | { readonly kind: 'solution'; readonly ref: ExerciseRef; readonly path: string };

/**
 * The address of a document. Its path is that of the learner's own file, so that VS Code knows the language and takes the two
 * for versions of one file.
 * @param folder the learner's folder of the lab
 */
export const documentUri = (id: DocumentId, folder: string): Uri => {
  const name = id.kind === 'results' ? 'results.txt' : id.path;
  return Uri.file(join(folder, name)).with({ scheme: documentScheme, query: JSON.stringify(id) });
};

const parse = (text: string): Partial<Record<keyof DocumentId | 'number' | 'path', unknown>> => {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
};

/** The document of an address that {@link documentUri} made; undefined for any other. */
export const documentOf = ({ scheme, query }: Uri): DocumentId | undefined => {
  if (scheme !== documentScheme) return undefined;
  const { kind, ref: named, number, path } = parse(query);
  const ref = asExercise(named);
  if (!ref) return undefined;
  if (kind === 'solution' && typeof path === 'string') return { kind, ref, path };
  if (typeof number !== 'number') return undefined;
  if (kind === 'results') return { kind, ref, number };
  return kind === 'attempt' && typeof path === 'string' ? { kind, ref, number, path } : undefined;
};
