import { Uri } from 'vscode';
import type { ExerciseRef } from '../../protocol/tree.js';

/** Scheme of documents that can be read and compared, and are on no disk: earlier attempts, their results, solutions. */
export const documentScheme = 'delabs';

/** What such a document shows. */
export type DocumentId =
  | { readonly kind: 'attempt'; readonly ref: ExerciseRef; readonly number: number; readonly path: string }
  | { readonly kind: 'results'; readonly ref: ExerciseRef; readonly number: number }
  | { readonly kind: 'solution'; readonly ref: ExerciseRef; readonly path: string };

const refParts = ({ courseId, itemId, exerciseId }: ExerciseRef): readonly string[] => [courseId, itemId, exerciseId];

/** The address of a document. It ends in the name of the file, so that VS Code knows its language. */
export const documentUri = (id: DocumentId): Uri => {
  const parts = [id.kind, ...refParts(id.ref)];
  if (id.kind === 'attempt') parts.push(String(id.number), id.path);
  if (id.kind === 'results') parts.push(String(id.number), 'results.txt');
  if (id.kind === 'solution') parts.push(id.path);
  return Uri.from({ scheme: documentScheme, path: `/${parts.join('/')}` });
};

/** The document of an address that {@link documentUri} made; undefined for any other. */
export const documentOf = ({ scheme, path }: Uri): DocumentId | undefined => {
  const [kind, courseId, itemId, exerciseId, ...rest] = path.slice(1).split('/');
  if (scheme !== documentScheme || courseId === undefined || itemId === undefined || exerciseId === undefined)
    return undefined;
  const ref = { courseId, itemId, exerciseId };
  if (kind === 'solution') return { kind, ref, path: rest.join('/') };
  const [first = '', ...others] = rest;
  const number = Number(first);
  if (!Number.isInteger(number)) return undefined;
  if (kind === 'results') return { kind, ref, number };
  return kind === 'attempt' ? { kind, ref, number, path: others.join('/') } : undefined;
};
