import { commands as vscodeCommands, type Disposable, type LogOutputChannel } from 'vscode';
import { toLabError } from '../../core/errors.js';
import type { CommandId } from '../constants.js';
import { notifyError } from './notify.js';

/** Registers a command whose failure is logged and shown with a fix. It resolves when the work is done. */
export const registerCommand = (
  log: LogOutputChannel,
  id: CommandId,
  run: (argument: unknown) => Promise<void> | void,
): Disposable =>
  vscodeCommands.registerCommand(id, async (argument: unknown) => {
    try {
      await run(argument);
    } catch (thrown) {
      const error = toLabError(thrown);
      if (error.code !== 'cancelled')
        log.error(`${id}: ${error.message}${error.data.detail ? ` (${error.data.detail})` : ''}`);
      // Not awaited: the notification stays until someone closes it.
      void notifyError(error);
    }
  });
