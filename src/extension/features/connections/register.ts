import * as vscode from 'vscode';
import { LabError } from '../../../core/errors.js';
import { commands, settings, settingsSection } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { asTarget } from '../../state/exercise-key.js';
import { registerCommand } from '../../ui/command.js';
import { notifyError } from '../../ui/notify.js';
import { pickItem } from '../../ui/pick.js';
import { requireTrust } from '../../ui/trust.js';
import { askServer } from './ask.js';

const tell = async ({ engine, connections }: Deps): Promise<void> =>
  engine.update('setTargets', { targets: await connections.forEngine() });

const pick = async (values: readonly string[], title: string): Promise<string> => {
  const chosen = await vscode.window.showQuickPick([...values], { title });
  if (chosen === undefined) throw new LabError('cancelled', 'Nothing was chosen.');
  return chosen;
};

/** `<lab>/<service>`, as the engine names the services of a lab. */
const chooseService = async (deps: Deps, argument: unknown): Promise<string> => {
  const { itemId } =
    asTarget(argument) ?? deps.current.ref ?? (await pickItem(deps.engine, vscode.l10n.t('A server for which lab?')));
  const known = (await deps.engine.request('services', null))
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${itemId}/`));
  if (known.length > 1) return pick(known, vscode.l10n.t('For which service?'));
  if (known[0] !== undefined) return known[0];
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('For which service?'),
    prompt: vscode.l10n.t('Name of the service in lab.yaml'),
    value: 'db',
  });
  if (!name) throw new LabError('cancelled', 'Nothing was entered.');
  return `${itemId}/${name}`;
};

const useExternal = async (deps: Deps, argument: unknown): Promise<void> => {
  requireTrust();
  const service = await chooseService(deps, argument);
  const server = await askServer(service, deps.connections.configured().get(service) ?? {});
  const { serverVersion } = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Connecting to {0}', server.host),
      cancellable: true,
    },
    (_, token) => deps.engine.request('testExternal', server, token),
  );
  await deps.connections.use(service, server);
  await tell(deps);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('{0} uses PostgreSQL {1} on {2} from now on.', service, serverVersion, server.host),
  );
};

const useDocker = async (deps: Deps, argument: unknown): Promise<void> => {
  requireTrust();
  const service = await chooseService(deps, argument);
  await deps.connections.useDocker(service);
  await tell(deps);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('{0} runs in Docker from now on. Start the lab to create its container.', service),
  );
};

const useLocal = async (deps: Deps): Promise<void> => {
  const configured = [...deps.connections.configured().keys(), ...deps.connections.inDocker()];
  if (configured.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('All labs use local servers already.'));
    return;
  }
  const only = configured.length === 1 ? configured[0] : undefined;
  const service = only ?? (await pick(configured, vscode.l10n.t('Which service goes back to a local server?')));
  await deps.connections.forget(service);
  await tell(deps);
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} uses a local server from now on.', service));
};

/** Labs on a server of the learner's own or in Docker, and back. */
export const registerConnections = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  store.addAll(
    registerCommand(deps.log, commands.useExternalServer, (argument) => useExternal(deps, argument)),
    registerCommand(deps.log, commands.useDocker, (argument) => useDocker(deps, argument)),
    registerCommand(deps.log, commands.useLocalServer, () => useLocal(deps)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settingsSection}.${settings.connections}`)) tell(deps).catch(notifyError);
    }),
  );
  return store;
};
