import { join } from 'node:path';
import { window, type ExtensionContext } from 'vscode';
import { productName } from './constants.js';
import type { Deps } from './deps.js';
import { DisposableStore } from './disposables.js';
import { EngineClient } from './engine/client.js';
import { readSession } from './engine/session.js';
import { registerFeatures } from './features.js';
import { CheckRunner } from './state/check-runner.js';
import { Connections } from './state/connections.js';
import { CurrentExercise } from './state/current-exercise.js';
import { ExerciseSaver } from './state/exercise-saver.js';
import { Exercises } from './state/exercises.js';
import { KnownLabs } from './state/known-labs.js';
import { LastBackup } from './state/last-backup.js';
import { Navigation } from './state/navigation.js';

const build = (context: ExtensionContext, store: DisposableStore): Deps => {
  const log = store.add(window.createOutputChannel(productName, { log: true }));
  const connections = new Connections(context.secrets);
  const session = () => readSession(context, connections);
  const engine = store.add(new EngineClient(join(context.extensionPath, 'dist', 'engine.mjs'), log, session));
  const labs = store.add(new KnownLabs());
  const exercises = store.add(new Exercises(engine, labs));
  const current = store.add(new CurrentExercise(exercises));
  const runner = store.add(new CheckRunner(engine));
  const navigation = store.add(new Navigation(labs));
  const saver = new ExerciseSaver(exercises, labs);
  const backups = new LastBackup(context.workspaceState);
  return { context, log, engine, labs, connections, exercises, current, runner, navigation, saver, backups };
};

/** Registers everything and starts nothing: the engine is forked by the first request. */
export const activate = (context: ExtensionContext) => {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const deps = build(context, store);
  const { tree, panels, tests } = store.add(registerFeatures(deps));
  // For tests: what the learner sees in places that VS Code lets no one read.
  return { tree, tests, onDidExchange: panels.onDidExchange, engine: deps.engine };
};

export type ExtensionApi = ReturnType<typeof activate>;
