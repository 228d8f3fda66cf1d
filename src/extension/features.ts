import type { Deps } from './deps.js';
import { DisposableStore } from './disposables.js';
import { registerAttempts } from './features/attempts/register.js';
import { registerAuthoring } from './features/authoring/register.js';
import { registerChecks } from './features/checks/register.js';
import { registerCodeLens } from './features/code-lens/register.js';
import { registerConnections } from './features/connections/register.js';
import { registerDiagnostics } from './features/diagnostics/register.js';
import { registerDocuments } from './features/documents/register.js';
import { registerEngineHealth } from './features/engine-health/register.js';
import { registerFeedback } from './features/feedback/register.js';
import { registerGrades } from './features/grades/register.js';
import { registerItems } from './features/items/register.js';
import { registerLabCode } from './features/lab-code/register.js';
import { registerLabsView } from './features/labs-view/register.js';
import { registerResets } from './features/resets/register.js';
import { registerRunFile } from './features/run-file/register.js';
import { registerSetupView } from './features/setup-view/register.js';
import { registerSolution } from './features/solution/register.js';
import { registerStartLab } from './features/start-lab/register.js';
import { registerStatusBar } from './features/status-bar/register.js';
import { registerTasks } from './features/tasks/register.js';
import { registerTestExplorer } from './features/test-explorer/register.js';
import { registerTrust } from './features/trust/register.js';
import { registerWalkthrough } from './features/walkthrough/register.js';

/** Every feature, each by itself; what tests look into is handed on. */
export const registerFeatures = (deps: Deps) => {
  const store = new DisposableStore();
  const { tree } = store.add(registerLabsView(deps));
  const { panels } = store.add(registerFeedback(deps));
  const tests = store.add(registerTestExplorer(deps));
  const features = [
    registerSetupView,
    registerStartLab,
    registerItems,
    registerChecks,
    registerCodeLens,
    registerDiagnostics,
    registerStatusBar,
    registerTasks,
    registerRunFile,
    registerDocuments,
    registerAttempts,
    registerSolution,
    registerGrades,
    registerResets,
    registerConnections,
    registerLabCode,
    registerAuthoring,
    registerWalkthrough,
    registerTrust,
    registerEngineHealth,
  ];
  store.addAll(...features.map((register) => register(deps)));
  return { tree, panels, tests, dispose: () => store.dispose() };
};
