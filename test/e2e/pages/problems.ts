import type { Locator, Page } from 'playwright-core';

/** The Problems view. */
export class Problems {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Shift+M');
    await this.page.locator('.markers-panel').waitFor();
  }

  async close(): Promise<void> {
    await this.page.getByRole('button', { name: /Hide Panel/ }).click();
    await this.page.locator('.markers-panel').waitFor({ state: 'hidden' });
  }

  /** Problems that we found. */
  get ours(): Locator {
    return this.page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'Data Engineering Labs' });
  }
}
