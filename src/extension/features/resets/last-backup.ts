import type { Memento } from 'vscode';

const key = 'delabs.lastBackup';

/** Where the last reset of this workspace put what was there. It survives a reload of the window. */
export class LastBackup {
  constructor(
    private readonly state: Memento,
    private readonly announce: (known: boolean) => void,
  ) {
    announce(this.get() !== undefined);
  }

  get(): string | undefined {
    return this.state.get<string>(key);
  }

  async set(backup: string): Promise<void> {
    await this.state.update(key, backup);
    this.announce(true);
  }
}
