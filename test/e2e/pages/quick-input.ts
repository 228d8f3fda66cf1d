import type { Locator, Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';

/** The box at the top: command palette, pickers, file dialogs. */
export class QuickInput {
  constructor(private readonly page: Page) {}

  private get box(): Locator {
    return this.page.locator('.quick-input-widget input.input');
  }

  /** Types, and takes the row with that text. */
  async choose(label: string, typed = label): Promise<void> {
    await this.box.waitFor({ state: 'visible' });
    await this.box.fill(typed);
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    await row.waitFor();
    await row.click();
  }

  /** Gives a path to the open file dialog, whose button says `button`. */
  async choosePath(file: string, button: string): Promise<void> {
    // The dialog puts its own path in with the first list it shows.
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: '..' }).first().waitFor();
    await this.box.fill(file);
    await eventually('the path in the dialog', async () => (await this.box.inputValue()) === file);
    await this.page.locator('.quick-input-widget').getByRole('button', { name: button, exact: true }).click();
  }
}
