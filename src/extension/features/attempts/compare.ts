import { join } from 'node:path';
import { l10n, Uri } from 'vscode';
import { LabError } from '../../../core/errors.js';
import type { AttemptSummary } from '../../../core/course/attempt-history.js';
import type { ExerciseRef } from '../../../protocol/tree.js';
import type { Deps } from '../../deps.js';
import { documentUri } from '../../state/document-uri.js';
import { openDiff, type FilePair } from '../../ui/diff.js';

const keptFiles = ({ files = [] }: AttemptSummary): readonly string[] =>
  files.filter(({ kept }) => kept).map(({ path }) => path);

const notKept = (number: number): LabError =>
  new LabError('not-found', l10n.t('The files of attempt {0} were not kept.', number));

/** The files of an attempt beside those that the learner has now. */
export const compareWithMine = async (deps: Deps, ref: ExerciseRef, attempt: AttemptSummary): Promise<void> => {
  const folder = deps.labs.folderOf(ref);
  const paths = keptFiles(attempt);
  if (folder === undefined || paths.length === 0) throw notKept(attempt.number);
  const pairs = paths.map((path): FilePair => ({
    left: documentUri({ kind: 'attempt', ref, number: attempt.number, path }, folder),
    right: Uri.file(join(folder, path)),
  }));
  await openDiff(l10n.t('attempt {0} ↔ your file', attempt.number), pairs);
};

/** Shows two attempts beside each other, the older one on the left. */
export type Compare = (
  deps: Pick<Deps, 'labs'>,
  ref: ExerciseRef,
  before: AttemptSummary,
  after: AttemptSummary,
) => Promise<void>;

/** The files of two attempts. */
export const compareFiles: Compare = async (deps, ref, before, after) => {
  const folder = deps.labs.folderOf(ref) ?? '';
  const paths = [...new Set([...keptFiles(before), ...keptFiles(after)])];
  if (paths.length === 0) throw notKept(after.number);
  const side = ({ number }: AttemptSummary, path: string): Uri =>
    documentUri({ kind: 'attempt', ref, number, path }, folder);
  await openDiff(
    l10n.t('attempt {0} ↔ attempt {1}', before.number, after.number),
    paths.map((path) => ({ left: side(before, path), right: side(after, path) })),
  );
};

/** What the checks said of two attempts: every line that differs is a check that changed. */
export const compareResults: Compare = async (deps, ref, before, after) => {
  const folder = deps.labs.folderOf(ref) ?? '';
  const side = ({ number }: AttemptSummary): Uri => documentUri({ kind: 'results', ref, number }, folder);
  await openDiff(l10n.t('attempt {0} ↔ attempt {1}', before.number, after.number), [
    { left: side(before), right: side(after) },
  ]);
};
