import { languages, type Disposable } from 'vscode';
import { commands } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { registerCommand } from '../../ui/command.js';
import { installPack, packLab } from './packs.js';
import { validateCourse } from './validate.js';

/** What authors and instructors need: validate a course, pack it, install a pack. */
export const registerAuthoring = (deps: Deps): Disposable => {
  const store = new DisposableStore();
  const collection = store.add(languages.createDiagnosticCollection('delabs-manifests'));
  store.addAll(
    registerCommand(deps.log, commands.validateCourse, (argument) => validateCourse(deps, collection, argument)),
    registerCommand(deps.log, commands.packLab, (argument) => packLab(deps, argument)),
    registerCommand(deps.log, commands.installPack, () => installPack(deps)),
  );
  return store;
};
