import type { CheckRun } from '../core/check/result.js';
import { checksOf } from '../core/check/tiers.js';
import type { Exercise, FileContent, Lab, WrongSolution } from '../core/course/course.js';
import { LabError } from '../core/errors.js';
import { joinPath } from '../core/paths.js';
import type { CancelSignal } from '../core/ports.js';
import type { Tier } from '../core/vocabulary.js';
import { checkExercise } from './check-exercise.js';
import type { AppDeps } from './deps.js';

/** One trial of verify: a submission whose outcome is known beforehand. */
export interface Trial {
  readonly exerciseId: string;
  readonly what: 'starter' | 'solution' | 'wrong solution';
  /** Id of the wrong solution. */
  readonly id?: string;
  /** What went otherwise than it must; empty when all is well. */
  readonly problems: readonly string[];
  readonly run: CheckRun;
}

export interface VerifyReport {
  readonly courseId: string;
  readonly itemId: string;
  readonly trials: readonly Trial[];
  /** Checks that no starter and no wrong solution made fail: nothing shows that they can. */
  readonly neverFailed: readonly { readonly exerciseId: string; readonly checkId: string }[];
  readonly ok: boolean;
}

export interface VerifyJob {
  readonly courseId: string;
  readonly lab: Lab;
  /** `quick` tries the checks and the data of a save: much faster for labs that have less of them, and no full proof. */
  readonly tier: Tier;
  readonly signal: CancelSignal;
}

interface Verification extends VerifyJob {
  readonly deps: AppDeps;
}

/**
 * Proves a lab: in every exercise the starter fails, the solution passes everything, each wrong solution fails exactly the
 * checks it names with the words it names, and every check was seen to fail. A quiz is proved from its answer key.
 */
export const verifyLab = async (
  deps: AppDeps,
  job: VerifyJob,
  onTrial: (trial: Trial) => void = () => undefined,
): Promise<VerifyReport> => {
  const { courseId, lab, tier } = job;
  const verification = { deps, ...job };
  const trials: Trial[] = [];
  for (const exercise of lab.exercises) {
    for await (const trial of lab.kind === 'quiz'
      ? quizTrials(verification, exercise)
      : labTrials(verification, exercise)) {
      trials.push(trial);
      onTrial(trial);
    }
  }
  const neverFailed = lab.exercises.flatMap((exercise) => unproved(exercise, tier, trials));
  return {
    courseId,
    itemId: lab.id,
    trials,
    neverFailed,
    ok: neverFailed.length === 0 && trials.every((trial) => trial.problems.length === 0),
  };
};

const unproved = (exercise: Exercise, tier: Tier, trials: readonly Trial[]) =>
  checksOf(exercise, tier)
    .filter(
      (check) =>
        !trials.some((trial) => trial.exerciseId === exercise.id && statusOf(trial.run, check.id) === 'failed'),
    )
    .map((check) => ({ exerciseId: exercise.id, checkId: check.id }));

async function* labTrials(verification: Verification, exercise: Exercise): AsyncIterable<Trial> {
  const starters = contents(exercise, (file) => file.starter);
  // A file without a solution is right as it is.
  const solutions = { ...starters, ...contents(exercise, (file) => file.solution) };
  const starter = await submit(verification, exercise, starters);
  yield { exerciseId: exercise.id, what: 'starter', run: starter, problems: starterProblems(starter) };
  const solution = await submit(verification, exercise, solutions);
  yield { exerciseId: exercise.id, what: 'solution', run: solution, problems: solutionProblems(solution) };
  for (const wrong of exercise.wrongSolutions) {
    const run = await submit(verification, exercise, { ...solutions, ...wrong.files });
    yield { exerciseId: exercise.id, what: 'wrong solution', id: wrong.id, run, problems: wrongProblems(run, wrong) };
  }
}

/** No answers, the right answers, and for each question all right answers but a wrong one there. */
async function* quizTrials(verification: Verification, exercise: Exercise): AsyncIterable<Trial> {
  const key = Object.fromEntries(exercise.checks.map((check) => [check.id, chosen(check, true)]));
  const file = exercise.files[0]?.path ?? '';
  const answer = (answers: Record<string, readonly string[]>) =>
    submit(verification, exercise, { [file]: { text: JSON.stringify(answers) } });
  const empty = await answer({});
  yield { exerciseId: exercise.id, what: 'starter', run: empty, problems: starterProblems(empty) };
  const right = await answer(key);
  yield { exerciseId: exercise.id, what: 'solution', run: right, problems: solutionProblems(right) };
  for (const check of exercise.checks) {
    const run = await answer({ ...key, [check.id]: chosen(check, false).slice(0, 1) });
    yield {
      exerciseId: exercise.id,
      what: 'wrong solution',
      id: check.id,
      run,
      problems: wrongProblems(run, { id: check.id, files: {}, fails: [check.id], says: '' }),
    };
  }
}

const chosen = (check: Exercise['checks'][number], correct: boolean): readonly string[] =>
  check.kind === 'quiz.question'
    ? check.options.filter((option) => (option.correct ?? false) === correct).map((option) => option.id)
    : [];

const contents = (
  exercise: Exercise,
  pick: (file: Exercise['files'][number]) => string | undefined,
): Record<string, FileContent> =>
  Object.fromEntries(
    exercise.files.flatMap((file) => {
      const from = pick(file);
      return from === undefined ? [] : [[file.path, { from }]];
    }),
  );

const submit = async (
  { deps, courseId, lab, tier, signal }: Verification,
  exercise: Exercise,
  files: Readonly<Record<string, FileContent>>,
): Promise<CheckRun> => {
  signal.throwIfAborted();
  const { folder, remove } = await deps.temporaryFolder();
  try {
    for (const [path, content] of Object.entries(files)) {
      await deps.files.create(joinPath(folder, path), await readContent(deps, content));
    }
    const run = await checkExercise(deps, {
      courseId,
      lab,
      exercise,
      folder,
      workspace: undefined,
      trigger: 'command',
      tier,
      signal,
    });
    // What was cancelled proves nothing.
    signal.throwIfAborted();
    return run;
  } finally {
    await remove();
  }
};

const readContent = async ({ files }: AppDeps, content: FileContent): Promise<string | Uint8Array> => {
  if ('text' in content) return content.text;
  if (!content.replace) return files.readBytes(content.from);
  let text = await files.readText(content.from);
  for (const [old, by] of Object.entries(content.replace)) {
    const parts = text.split(old);
    if (parts.length !== 2) throw notOnce(content.from, old, parts.length - 1);
    text = parts.join(by);
  }
  return text;
};

const notOnce = (file: string, text: string, times: number): LabError =>
  new LabError(
    'manifest-invalid',
    `A wrong solution replaces a text that stands ${times} times in the solution: ${text}`,
    {
      file,
      cure: 'Name a text that stands there exactly once.',
    },
  );

const statusOf = (run: CheckRun, checkId: string) => run.results.find((result) => result.checkId === checkId)?.status;

const broken = (run: CheckRun): readonly string[] =>
  run.results
    .filter((result) => result.status === 'error' || result.status === 'cancelled')
    .map((result) => `${result.checkId} could not be checked: ${result.message}`);

const starterProblems = (run: CheckRun): readonly string[] => [
  ...broken(run),
  ...(run.grade.passed ? ['The starter passes: there is nothing left to do.'] : []),
];

const solutionProblems = (run: CheckRun): readonly string[] =>
  run.results
    .filter((result) => result.status !== 'passed')
    .map((result) => `${result.checkId} ${result.status}: ${result.message}`);

const wrongProblems = (run: CheckRun, wrong: WrongSolution): readonly string[] => {
  const failed = run.results
    .filter((result) => result.status === 'failed' || result.status === 'timeout')
    .map((result) => result.checkId);
  const missed = wrong.fails
    .filter((id) => !failed.includes(id))
    .map((id) => `${id} should fail and did not (${statusOf(run, id) ?? 'no result'}).`);
  const surprising = failed
    .filter((id) => !wrong.fails.includes(id))
    .map((id) => `${id} fails and is not named: ${run.results.find((result) => result.checkId === id)?.message ?? ''}`);
  const first = run.results.find((result) => result.checkId === wrong.fails[0]);
  const words =
    first && failed.includes(first.checkId) && !first.message.includes(wrong.says)
      ? [`The message of ${first.checkId} does not say “${wrong.says}”: ${first.message}`]
      : [];
  return [...broken(run), ...missed, ...surprising, ...words];
};
