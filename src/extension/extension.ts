import { join } from 'node:path';
import { window, type ExtensionContext } from 'vscode';
import { productName } from './constants.js';
import type { Deps } from './deps.js';
import { DisposableStore } from './disposables.js';
import { EngineClient } from './engine/client.js';
import { readSession } from './engine/session.js';
import { registerAuthoring } from './features/authoring/register.js';
import { registerChecks } from './features/checks/register.js';
import { registerCodeLens } from './features/code-lens/register.js';
import { registerConnections } from './features/connections/register.js';
import { registerDiagnostics } from './features/diagnostics/register.js';
import { registerEngineHealth } from './features/engine-health/register.js';
import { registerFeedback } from './features/feedback/register.js';
import { registerItems } from './features/items/register.js';
import { registerLabsView } from './features/labs-view/register.js';
import { registerResets } from './features/resets/register.js';
import { registerStartLab } from './features/start-lab/register.js';
import { registerStatusBar } from './features/status-bar/register.js';
import { registerTasks } from './features/tasks/register.js';
import { registerTrust } from './features/trust/register.js';
import { CheckRunner } from './state/check-runner.js';
import { Connections } from './state/connections.js';
import { CurrentExercise } from './state/current-exercise.js';
import { Exercises } from './state/exercises.js';
import { KnownLabs } from './state/known-labs.js';
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
  return { context, log, engine, labs, connections, exercises, current, runner, navigation };
};

/** Registers everything and starts nothing: the engine is forked by the first request. */
export const activate = (context: ExtensionContext) => {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const deps = build(context, store);
  const { tree } = store.add(registerLabsView(deps));
  const { panels } = store.add(registerFeedback(deps));
  store.addAll(
    registerStartLab(deps),
    registerItems(deps),
    registerChecks(deps),
    registerCodeLens(deps),
    registerDiagnostics(deps),
    registerStatusBar(deps),
    registerTasks(deps),
    registerResets(deps),
    registerConnections(deps),
    registerAuthoring(deps),
    registerTrust(deps),
    registerEngineHealth(deps),
  );
  // For tests: what the learner sees in places that VS Code lets no one read.
  return { tree, onDidExchange: panels.onDidExchange, engine: deps.engine };
};

export type ExtensionApi = ReturnType<typeof activate>;
