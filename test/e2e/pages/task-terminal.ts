import type { Locator, Page } from 'playwright-core';

/** The terminal that a task writes to. */
export class TaskTerminal {
  constructor(private readonly page: Page) {}

  /** A line with these words. */
  line(words: RegExp): Locator {
    return this.page.locator('.terminal-wrapper.active .xterm-rows > div').filter({ hasText: words }).first();
  }

  /** How the task ended, as the tab of its terminal shows it. */
  get failed(): Locator {
    return this.page.locator('.single-terminal-tab .codicon-error, .terminal-tabs-entry .codicon-error');
  }

  get succeeded(): Locator {
    return this.page.locator('.single-terminal-tab .codicon-check, .terminal-tabs-entry .codicon-check');
  }

  async close(): Promise<void> {
    await this.page.getByRole('button', { name: /Hide Panel/ }).click();
  }
}
