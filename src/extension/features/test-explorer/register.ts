import { l10n, TestRunProfileKind, tests, type Disposable, type TestController, type TestRunProfile } from 'vscode';
import { productName } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { Reporter } from './reporter.js';
import { runTests } from './run.js';
import { TestTree } from './tree.js';

/** Labs in the Test Explorer: course, lab, exercise, check. Nothing is asked of the engine before someone looks, or checks. */
export const registerTestExplorer = (
  deps: Deps,
): Disposable & { readonly controller: TestController; readonly profile: TestRunProfile } => {
  const store = new DisposableStore();
  const controller = store.add(tests.createTestController('delabs.tests', productName));
  const tree = new TestTree(controller, deps);
  const reporter = store.add(new Reporter(controller, tree, deps));
  const runs = { deps, controller, tree, reporter };
  controller.resolveHandler = (item) => tree.resolve(item);
  controller.refreshHandler = () => tree.refresh();
  const profile = controller.createRunProfile(
    l10n.t('Check'),
    TestRunProfileKind.Run,
    (request, token) => runTests(runs, request, token),
    true,
    undefined,
    true,
  );
  store.addAll(
    profile,
    deps.engine.events.changed(({ courseId }) => {
      // Progress in one lab changes no item.
      if (courseId === undefined) void tree.refresh();
    }),
    deps.labs.onDidChange(() => void tree.refresh()),
  );
  return { controller, profile, dispose: () => store.dispose() };
};
