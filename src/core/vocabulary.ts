/** The closed sets of words that code, UI and documents share (ARCHITECTURE.md, "Vocabulary"). */

export const checkStatuses = ['passed', 'failed', 'skipped', 'error', 'timeout', 'cancelled'] as const;
/** Outcome of one check. `failed` is the learner's to mend; `error` is broken on our side or in the environment and never counts against the learner. */
export type CheckStatus = (typeof checkStatuses)[number];

export const exerciseStates = ['not-attempted', 'in-progress', 'partial', 'passed', 'failed'] as const;
/** State of an exercise or of a lab as the tree shows it. */
export type ExerciseState = (typeof exerciseStates)[number];

export const itemKinds = ['lab', 'quiz', 'reading', 'video', 'conversation'] as const;
export type ItemKind = (typeof itemKinds)[number];

export const serviceStates = ['absent', 'installing', 'starting', 'ready', 'failed', 'stopping'] as const;
export type ServiceState = (typeof serviceStates)[number];

/** Whether an item's points count: a `graded` assignment or a `practice` one with the same checks. */
export type Grading = 'graded' | 'practice';

/** How a check was kept from changing anything of the learner's. */
export type Isolation = 'none' | 'readonly' | 'clone' | 'scratch';

/** `quick` is what a save runs; `full` is everything, on all the data. */
export type Tier = 'quick' | 'full';

/** Fraction of the points that passes an assessed item. */
export const passMark = 0.8;
