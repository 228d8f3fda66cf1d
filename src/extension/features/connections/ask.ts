import { l10n, window, type InputBoxOptions } from 'vscode';
import { LabError } from '../../../core/errors.js';
import type { ExternalPostgres } from '../../../protocol/engine.js';
import type { ConnectionSetting } from '../../state/connections.js';

const notEmpty = (value: string): string | undefined =>
  value.trim() === '' ? l10n.t('A value is needed here.') : undefined;

const isHost = (value: string): string | undefined =>
  notEmpty(value) ??
  (/^[\w.:-]+$/.test(value.trim()) ? undefined : l10n.t('A host name or an IP address, without port.'));

const isPort = (value: string): string | undefined => {
  const port = Number(value);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? undefined : l10n.t('A number from 1 to 65535.');
};

/** Rejects with `cancelled` when the box is left. */
const ask = async (options: InputBoxOptions): Promise<string> => {
  const answer = await window.showInputBox({ ignoreFocusOut: true, ...options });
  if (answer === undefined) throw new LabError('cancelled', 'Nothing was entered.');
  return options.password ? answer : answer.trim();
};

const steps = 5;
const titleOf = (service: string, step: number): string => l10n.t('Server for {0} ({1}/{2})', service, step, steps);

/** Asks for a server, one fact at a time; what was used before stands ready. */
export const askServer = async (service: string, before: Partial<ConnectionSetting>): Promise<ExternalPostgres> => {
  const title = (step: number): string => titleOf(service, step);
  const host = await ask({
    title: title(1),
    prompt: l10n.t('Host name or IP address of your PostgreSQL server'),
    value: before.host ?? '',
    validateInput: isHost,
  });
  const port = await ask({
    title: title(2),
    prompt: l10n.t('Port'),
    value: String(before.port ?? 5432),
    validateInput: isPort,
  });
  const database = await ask({
    title: title(3),
    prompt: l10n.t(
      'Database to connect to. The lab makes databases of its own beside it; the user needs the right to.',
    ),
    value: before.database ?? '',
    validateInput: notEmpty,
  });
  const user = await ask({
    title: title(4),
    prompt: l10n.t('User'),
    value: before.user ?? '',
    validateInput: notEmpty,
  });
  const password = await ask({
    title: title(5),
    prompt: l10n.t('Password. It is kept in the secret storage and in no settings file.'),
    password: true,
  });
  return {
    host,
    port: Number(port),
    database,
    user,
    password,
    ...(before.sslmode === undefined ? {} : { sslmode: before.sslmode }),
  };
};
