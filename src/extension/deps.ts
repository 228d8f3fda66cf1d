import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { EngineClient } from './engine/client.js';
import type { CheckRunner } from './state/check-runner.js';
import type { Connections } from './state/connections.js';
import type { CurrentExercise } from './state/current-exercise.js';
import type { ExerciseSaver } from './state/exercise-saver.js';
import type { Exercises } from './state/exercises.js';
import type { KnownLabs } from './state/known-labs.js';
import type { LastBackup } from './state/last-backup.js';
import type { Navigation } from './state/navigation.js';

/** What features are built from. Made once by activate; a feature takes what it needs and keeps no other state. */
export interface Deps {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly engine: EngineClient;
  readonly labs: KnownLabs;
  readonly connections: Connections;
  readonly exercises: Exercises;
  readonly current: CurrentExercise;
  readonly runner: CheckRunner;
  readonly navigation: Navigation;
  readonly saver: ExerciseSaver;
  readonly backups: LastBackup;
}
