import type { CheckResult, CheckRun } from '../core/check/result.js';
import type { Tier } from '../core/vocabulary.js';
import type { CheckHeading } from '../protocol/exercise-view.js';
import type { PanelAction, PanelExercise, ToPanel } from '../protocol/panel.js';
import type { ExerciseRef } from '../protocol/tree.js';

type Results = Readonly<Record<string, CheckResult>>;

/** A check run under way: results come in one by one. */
export interface Checking {
  readonly ref: ExerciseRef;
  readonly runId: string;
  readonly tier: Tier;
  readonly results: Results;
  /** What the quick run passed that this one goes on from; absent when it begins by itself. */
  readonly quick?: Results;
}

/** The one message above the exercise; a later one takes its place. */
export type Banner =
  | { readonly kind: 'notice'; readonly message: string }
  | { readonly kind: 'problem'; readonly message: string; readonly cure?: string; readonly action?: PanelAction };

/** What the panel shows, derived from the host's messages alone. */
export interface PanelView {
  readonly exercise: PanelExercise | undefined;
  /** The finished run on show. */
  readonly run: CheckRun | undefined;
  readonly checking: Checking | undefined;
  readonly banner: Banner | undefined;
  /** Runs that a later one, another exercise or a problem took the place of: whatever comes from them is ignored. */
  readonly superseded: readonly string[];
  /** Id of the run that came in as news: announced, and reported as painted, once. */
  readonly fresh: string | undefined;
}

export const emptyView: PanelView = {
  exercise: undefined,
  run: undefined,
  checking: undefined,
  banner: undefined,
  superseded: [],
  fresh: undefined,
};

/** Enough to outlast every run that can still be on its way. */
const keptSuperseded = 32;

export const sameRef = (a: ExerciseRef | undefined, b: ExerciseRef | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.courseId === b.courseId &&
  a.itemId === b.itemId &&
  a.exerciseId === b.exerciseId;

/** Another exercise is another page: nothing the learner did in one carries over. */
export const refKey = ({ courseId, itemId, exerciseId }: ExerciseRef): string =>
  JSON.stringify([courseId, itemId, exerciseId]);

const dropChecking = (view: PanelView): PanelView =>
  view.checking === undefined
    ? view
    : {
        ...view,
        checking: undefined,
        superseded: [...view.superseded, view.checking.runId].slice(-keptSuperseded),
      };

/** A run that could not be graded is never stored, so a refresh of the same exercise must not put an older one in its place. */
const runToShow = (view: PanelView, exercise: PanelExercise): CheckRun | undefined => {
  const shown = sameRef(view.exercise?.ref, exercise.ref) && exercise.state !== 'not-attempted' ? view.run : undefined;
  const stored = exercise.lastRun;
  return shown && (!stored || stored.startedAt < shown.startedAt) ? shown : stored;
};

const onExercise = (view: PanelView, exercise: PanelExercise): PanelView => {
  const same = sameRef(view.exercise?.ref, exercise.ref);
  const justStarted = exercise.started && view.exercise?.started === false;
  const run = runToShow(view, exercise);
  const base = view.checking && !sameRef(view.checking.ref, exercise.ref) ? dropChecking(view) : view;
  return {
    ...base,
    exercise,
    run,
    banner: (same || !view.exercise) && !justStarted ? base.banner : undefined,
    fresh: run?.id === view.fresh ? view.fresh : undefined,
  };
};

const onChecking = (view: PanelView, message: Extract<ToPanel, { type: 'checking' }>): PanelView => {
  const { ref, runId, tier, follows } = message;
  const { checking: before } = view;
  if (view.superseded.includes(runId) || before?.runId === runId) return view;
  const quick = follows !== undefined && follows === before?.runId ? before.results : undefined;
  const checking: Checking = { ref, runId, tier, results: {}, ...(quick ? { quick } : {}) };
  return { ...dropChecking(view), checking, banner: undefined };
};

const onResult = (view: PanelView, runId: string, result: CheckResult): PanelView => {
  const { checking } = view;
  if (checking?.runId !== runId) return view;
  return { ...view, checking: { ...checking, results: { ...checking.results, [result.checkId]: result } } };
};

const onRun = (view: PanelView, run: CheckRun, exercise: PanelExercise): PanelView => {
  const stale = view.superseded.includes(run.id) || (view.checking !== undefined && view.checking.runId !== run.id);
  if (stale) return view;
  return { ...view, exercise, run, checking: undefined, banner: undefined, fresh: run.id };
};

/** The next view. Anything that is not a known message, or comes from a run that is no longer the current one, changes nothing. */
export const reduce = (view: PanelView, message: ToPanel): PanelView => {
  switch (message.type) {
    case 'exercise':
      return onExercise(view, message.exercise);
    case 'checking':
      return onChecking(view, message);
    case 'result':
      return onResult(view, message.runId, message.result);
    case 'run':
      return onRun(view, message.run, message.exercise);
    case 'problem': {
      const { type: kind, ...rest } = message;
      return { ...dropChecking(view), banner: { kind, ...rest } };
    }
    case 'notice':
      return { ...view, banner: { kind: 'notice', message: message.message } };
    default:
      return view;
  }
};

/** True when the exercise on show is the one being checked. */
export const isChecking = (view: PanelView): boolean => sameRef(view.checking?.ref, view.exercise?.ref);

/** One check as the list shows it. */
export interface CheckRow {
  readonly heading: CheckHeading;
  readonly result: CheckResult | undefined;
  /** True while the run under way, with the quick one it goes on from, has not reported this check; {@link result} is then an older one. */
  readonly pending: boolean;
}

const headingOf = ({ checkId, title, requirement, maxPoints }: CheckResult): CheckHeading => ({
  checkId,
  title,
  maxPoints,
  ...(requirement === undefined ? {} : { requirement }),
});

/** Every check in teaching order, then results of checks the exercise does not list. */
export const checkRows = (view: PanelView): readonly CheckRow[] => {
  const before = new Map((view.run?.results ?? []).map((result) => [result.checkId, result]));
  const incoming = isChecking(view) ? view.checking?.results : undefined;
  const quick = isChecking(view) ? view.checking?.quick : undefined;
  const listed = view.exercise?.checks ?? [];
  const known = new Set(listed.map((heading) => heading.checkId));
  const others = (view.run?.results ?? []).filter((result) => !known.has(result.checkId)).map(headingOf);
  return [...listed, ...others].map((heading) => {
    const news = incoming?.[heading.checkId] ?? quick?.[heading.checkId];
    return { heading, result: news ?? before.get(heading.checkId), pending: incoming !== undefined && !news };
  });
};
