import type { CheckResult, CheckRun } from '../core/check/result.js';
import type { AttemptSummary } from '../core/course/attempt-history.js';
import type { CourseGrades } from '../core/course/gradebook.js';
import type { Diagnostic } from '../core/manifest/diagnostic.js';
import type { ExternalPostgres, ExternalServer, ServiceStatus, ServiceTarget } from '../core/service/service.js';
import type { Tier } from '../core/vocabulary.js';
import type { ExerciseView } from './exercise-view.js';
import type { CourseNode, ExerciseRef, ItemNode, StartedLab } from './tree.js';

export type { ExternalPostgres, ServiceTarget };

export interface EngineOptions {
  /** Folder for toolchain, services and progress (the extension's global storage). */
  readonly home: string;
  /** Folders that may hold courses: shipped, installed and the author's own. */
  readonly courseFolders: readonly string[];
  /** Those of them that came with the extension: code in them is trusted as the extension itself is. */
  readonly shippedFolders?: readonly string[];
  /** The learner's workspace folder; without one nothing can be started. */
  readonly workspace?: string;
  readonly trusted: boolean;
}

/** Requests of the extension host to the engine: method -> [params, result]. */
export interface EngineRequests {
  initialize: [EngineOptions, { readonly version: string; readonly pid: number }];
  setTrusted: [{ readonly trusted: boolean }, null];
  /** Each `<lab>/<service>` -> where it shall be in place of a local process; empty for local. */
  setTargets: [{ readonly targets: Readonly<Record<string, ServiceTarget>> }, null];
  /** Connects once and reports the server; rejects with `service-failed` and a cure when it can't. */
  testExternal: [ExternalServer, { readonly serverVersion: string }];
  courses: [null, readonly CourseNode[]];
  items: [{ readonly courseId: string; readonly moduleId: string }, readonly ItemNode[]];
  item: [{ readonly courseId: string; readonly itemId: string }, ItemNode];
  /** Full validation of every manifest of one course. */
  validate: [{ readonly courseId: string }, readonly Diagnostic[]];
  exercise: [ExerciseRef, ExerciseView];
  /** The exercise that a learner's file belongs to; of several, the one looked at last, or where the learner has got to. */
  exerciseOfFile: [{ readonly path: string; readonly lookedAt?: ExerciseRef }, ExerciseRef | null];
  startLab: [{ readonly courseId: string; readonly itemId: string }, StartedLab];
  stopLab: [{ readonly courseId: string; readonly itemId: string }, null];
  check: [CheckParams, CheckRun];
  submitQuiz: [ExerciseRef & { readonly answers: Readonly<Record<string, readonly string[]>> }, CheckRun];
  revealHint: [ExerciseRef & { readonly checkId?: string }, ExerciseView];
  /** The attempts that are kept, newest first. */
  attempts: [ExerciseRef, readonly AttemptSummary[]];
  attemptRun: [AttemptRef, CheckRun];
  /** What a file of an attempt held; null when it was not there or is not kept. */
  attemptFile: [AttemptRef & { readonly path: string }, { readonly text: string } | null];
  /** Learner files back to those of an attempt; what was there is kept in a backup. */
  restoreAttempt: [AttemptRef, ChangedFiles];
  /** Rejects with `usage` and the policy in words when the learner may not see it. */
  solution: [ExerciseRef, readonly { readonly path: string; readonly text: string }[]];
  grades: [null, readonly CourseGrades[]];
  /** The grades as the text of a file. */
  gradesFile: [{ readonly format: 'csv' | 'json' }, { readonly text: string }];
  /** What a lab runs of its author's, and whether the learner agreed to it (or need not). */
  labCode: [ItemRef, LabCodeView];
  /** Remembers the agreement. Rejects with `usage` when the hash is not that of the lab as it is now. */
  agreeToCode: [ItemRef & { readonly hash: string }, null];
  /**
   * What runs a file of a lab outside of checks: in a terminal or under the debugger, on the learner's own servers, which are
   * started. Rejects with `usage` for a lab without Python.
   */
  runtimeEnvironment: [ItemRef, RuntimeEnvironment];
  /** Learner files back to the starter; what was there is kept in a backup. */
  resetExercise: [ExerciseRef, ChangedFiles];
  /** The lab's databases back to the seeded state; what was there is kept in a backup. */
  resetData: [{ readonly courseId: string; readonly itemId: string }, { readonly backup: string }];
  /** Undoes the reset that made this backup; what is there now is kept in turn. */
  undoReset: [{ readonly backup: string }, { readonly backup: string }];
  services: [null, readonly ServiceStatus[]];
  pack: [
    { readonly courseId: string; readonly itemId?: string; readonly target: string },
    { readonly file: string; readonly sha256: string },
  ];
  installPack: [
    { readonly file: string },
    { readonly courseId: string; readonly title: string; readonly folder: string },
  ];
}

export interface ItemRef {
  readonly courseId: string;
  readonly itemId: string;
}

export interface RuntimeEnvironment {
  /** Absolute path of the interpreter. */
  readonly python: string;
  /** Absolute path of the script that the interpreter runs a notebook with: `python <this> etl.ipynb`. */
  readonly notebook: string;
  /** Variables to add to those of the terminal; PATH replaces it. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute folder to start a file of the lab folder in; one in a subfolder is started in that, as checks do. */
  readonly cwd: string;
}

export interface AttemptRef extends ExerciseRef {
  readonly number: number;
}

/** Learner files that were replaced; `backup` undoes it. */
export interface ChangedFiles {
  readonly backup: string;
  readonly files: readonly string[];
}

/** `hash` is absent where nothing of the author's is run. */
export interface LabCodeView {
  readonly title: string;
  /** Where the lab lies (absolute). */
  readonly folder: string;
  readonly agreed: boolean;
  readonly hash?: string;
  /** Sentences for whoever has to agree. */
  readonly runs: readonly string[];
}

export interface CheckParams extends ExerciseRef {
  readonly trigger: CheckRun['trigger'];
}

export interface ProgressEvent {
  readonly title: string;
  readonly message: string;
  /** 0 to 1 when known. */
  readonly fraction?: number;
}

/** Events of the engine: name -> payload. */
export interface EngineEvents {
  /** Manifests, progress or files changed: views ask again. `courseId` absent means anything may have changed. */
  changed: { readonly courseId?: string; readonly itemId?: string };
  serviceChanged: ServiceStatus;
  progress: ProgressEvent;
  /** `follows`: id of the run of the quick tier that this one goes on from. */
  checkStarted: ExerciseRef & {
    readonly runId: string;
    readonly checks: number;
    readonly tier: Tier;
    readonly follows?: string;
  };
  checkResult: ExerciseRef & { readonly runId: string; readonly result: CheckResult };
  checkFinished: { readonly run: CheckRun };
  log: { readonly level: 'info' | 'warn' | 'error'; readonly message: string };
}

export type EngineMethod = keyof EngineRequests;
export type EngineParams<M extends EngineMethod> = EngineRequests[M][0];
export type EngineResult<M extends EngineMethod> = EngineRequests[M][1];

/** JSON-RPC error data that carries a LabError across the process border. */
export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}
