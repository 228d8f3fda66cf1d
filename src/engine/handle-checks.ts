import { checkExercise, exerciseOf, storeRun } from '../app/check-exercise.js';
import { takeFiles } from '../app/attempts.js';
import { labFolder } from '../app/start-lab.js';
import { quizAnswersFile, type Lab } from '../core/course/course.js';
import type { CheckRun } from '../core/check/result.js';
import { checksOf, tiersOnSave } from '../core/check/tiers.js';
import { LabError } from '../core/errors.js';
import type { CheckSpec } from '../core/manifest/check-schema.js';
import { joinPath } from '../core/paths.js';
import type { ExerciseRef } from '../protocol/tree.js';
import type { Handlers } from './handler.js';
import type { EngineSession } from './session.js';

export const checkHandlers: Pick<Handlers, 'check' | 'submitQuiz'> = {
  check: (session, { trigger, ...ref }, signal) => check(session, ref, trigger, signal),

  submitQuiz: async (session, { answers, ...ref }, signal) => {
    const folder = labFolder(session.workspace(), ref.courseId, ref.itemId);
    await session.deps.files.replace(joinPath(folder, quizAnswersFile), `${JSON.stringify(answers, null, 2)}\n`);
    return check(session, ref, 'submit', signal);
  },
};

/** A check starts what it needs: by its end that is there, or it told why not. */
const settle = (session: EngineSession, lab: Lab, { results }: CheckRun): void => {
  const broken = results.find(({ status }) => status === 'error');
  if (broken) session.settleServices(lab, 'failed', broken.message);
  else session.settleServices(lab, results.some(({ status }) => status === 'cancelled') ? 'absent' : 'ready');
};

/** What a quick run leaves to the full one is skipped in it, and holds nothing up. */
const passesTier = ({ results }: CheckRun, checks: readonly Pick<CheckSpec, 'id'>[]): boolean =>
  checks.every(({ id }) => results.some(({ checkId, status }) => checkId === id && status === 'passed'));

const check = async (
  session: EngineSession,
  ref: ExerciseRef,
  trigger: CheckRun['trigger'],
  signal: AbortSignal,
): Promise<CheckRun> => {
  const { deps, emit } = session;
  const workspace = session.workspace();
  const { courseId, itemId, exerciseId } = ref;
  const { course, lab } = await deps.catalog.lab(courseId, itemId);
  const exercise = exerciseOf(lab, exerciseId);
  await session.requireAgreement(course, lab);
  const folder = labFolder(workspace, courseId, itemId);
  const tiers = trigger === 'save' ? tiersOnSave(lab, exercise) : (['full'] as const);
  const taken = await takeFiles(deps, exercise, folder);
  let run: CheckRun | undefined;
  for (const tier of tiers) {
    const follows = run?.id;
    run = await checkExercise(
      deps,
      { courseId, lab, exercise, folder, workspace, trigger, tier, signal },
      {
        started: (runId, checks) =>
          emit('checkStarted', { ...ref, runId, checks, tier, ...(follows === undefined ? {} : { follows }) }),
        result: (runId, result) => emit('checkResult', { courseId, itemId, exerciseId, runId, result }),
        service: (name, progress) => {
          const spec = lab.services[name];
          if (spec) session.serviceProgress(lab, name, spec.kind, progress);
        },
        runtime: (progress) => session.progress(lab.title, progress),
      },
    );
    if (!passesTier(run, checksOf(exercise, tier))) break;
  }
  if (!run) throw new LabError('internal', 'No tier was run.');
  settle(session, lab, run);
  const stored = await storeRun(deps, run, taken);
  emit('checkFinished', { run: stored });
  if (run.grade.gradable) emit('changed', { courseId, itemId });
  return stored;
};
