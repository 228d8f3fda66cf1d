import { basename } from 'node:path';
import { commands, type Uri } from 'vscode';

/** Two versions of a file, the older on the left. */
export interface FilePair {
  readonly left: Uri;
  readonly right: Uri;
}

/** Opens the versions side by side: one file in a diff editor, several in the editor for many. */
export const openDiff = async (title: string, pairs: readonly FilePair[]): Promise<void> => {
  const [first, ...others] = pairs;
  if (!first) return;
  if (others.length === 0) {
    await commands.executeCommand('vscode.diff', first.left, first.right, `${basename(first.right.path)}: ${title}`, {
      preview: true,
    });
    return;
  }
  await commands.executeCommand(
    'vscode.changes',
    title,
    pairs.map(({ left, right }) => [right, left, right]),
  );
};
