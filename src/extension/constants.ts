/** Ids shared with package.json; test/host/contributions.test.ts holds the two together. */

export const productName = 'Data Engineering Labs';

export const commands = {
  startLab: 'delabs.startLab',
  stopLab: 'delabs.stopLab',
  openItem: 'delabs.openItem',
  openExercise: 'delabs.openExercise',
  openProblem: 'delabs.openProblem',
  check: 'delabs.check',
  checkLab: 'delabs.checkLab',
  openFeedback: 'delabs.openFeedback',
  runFile: 'delabs.runFile',
  debugFile: 'delabs.debugFile',
  attempts: 'delabs.attempts',
  compareWithLastPass: 'delabs.compareWithLastPass',
  showSolution: 'delabs.showSolution',
  showGrades: 'delabs.showGrades',
  exportGrades: 'delabs.exportGrades',
  reviewCode: 'delabs.reviewCode',
  nextExercise: 'delabs.nextExercise',
  revealHint: 'delabs.revealHint',
  resetExercise: 'delabs.resetExercise',
  resetData: 'delabs.resetData',
  undoReset: 'delabs.undoReset',
  validateCourse: 'delabs.validateCourse',
  packLab: 'delabs.packLab',
  installPack: 'delabs.installPack',
  refresh: 'delabs.refresh',
  showLog: 'delabs.showLog',
  restartEngine: 'delabs.restartEngine',
  useExternalServer: 'delabs.useExternalServer',
  useDocker: 'delabs.useDocker',
  useLocalServer: 'delabs.useLocalServer',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

/** Keys below {@link settingsSection}. */
export const settings = {
  checkOnSave: 'checkOnSave',
  courseFolders: 'courseFolders',
  connections: 'connections',
  revealFeedback: 'revealFeedback',
} as const;
export const settingsSection = 'delabs';

export const views = {
  container: 'delabs',
  /** What stands in the way of starting labs; there only while something does. */
  setup: 'delabs.setup',
  labs: 'delabs.labs',
  feedback: 'delabs.feedback',
  grades: 'delabs.grades',
} as const;

export const contextKeys = {
  /** The active editor or the visible feedback panel belongs to an exercise. */
  inExercise: 'delabs.inExercise',
  /** A reset can be undone. */
  canUndoReset: 'delabs.canUndoReset',
  /** The Labs view has no course to show. */
  noCourses: 'delabs.noCourses',
  /** The lab engine ended too often and waits for a restart by hand. */
  engineFailed: 'delabs.engineFailed',
  /** Something a lab needs could not be downloaded. */
  offline: 'delabs.offline',
  /** The active editor holds a file that the lab's runtime can run. */
  canRunFile: 'delabs.canRunFile',
  /** Steps of the walkthrough that the learner has done. */
  didStart: 'delabs.did.start',
  didCheck: 'delabs.did.check',
  didQuiz: 'delabs.did.quiz',
} as const;

export const taskType = 'delabs';

/** Kinds of nodes of the Labs view, as menus know them. */
export const nodeContexts = {
  course: 'delabs.course',
  module: 'delabs.module',
  lab: 'delabs.lab',
  startedLab: 'delabs.lab.started',
  quiz: 'delabs.quiz',
  link: 'delabs.link',
  broken: 'delabs.broken',
  exercise: 'delabs.exercise',
  problem: 'delabs.problem',
} as const;

/** Where a workspace remembers its labs; package.json activates the extension by it. */
export const labsFile = '.delabs/labs.json';
