import type { Uri } from 'vscode';
import type { ExerciseView } from '../../protocol/exercise-view.js';

const runs = { run: /\.(py|ipynb)$/i, debug: /\.py$/i } as const;

/** Whether the lab has a runtime for a file of its exercise. A notebook is run, but has no lines that a debugger could stop at. */
export const canRun = (
  { runtimes }: Pick<ExerciseView, 'runtimes'>,
  { path }: Pick<Uri, 'path'>,
  how: keyof typeof runs = 'run',
): boolean => runtimes.includes('python') && runs[how].test(path);
