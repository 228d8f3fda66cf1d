import { commands, type Memento } from 'vscode';
import { contextKeys } from '../constants.js';

const key = 'delabs.lastBackup';

/** Where the last reset or restoring in this workspace put what was there. It survives a reload of the window. */
export class LastBackup {
  constructor(private readonly state: Memento) {
    this.#announce();
  }

  get(): string | undefined {
    return this.state.get<string>(key);
  }

  async set(backup: string): Promise<void> {
    await this.state.update(key, backup);
    this.#announce();
  }

  #announce(): void {
    void commands.executeCommand('setContext', contextKeys.canUndoReset, this.get() !== undefined);
  }
}
