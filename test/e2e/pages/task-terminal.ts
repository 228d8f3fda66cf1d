import type { Locator, Page } from 'playwright-core';

/** The terminal that a task writes to. */
export class TaskTerminal {
  constructor(private readonly page: Page) {}

  get text(): Locator {
    return this.page.locator('.terminal-wrapper.active .xterm-rows, .terminal-wrapper .xterm-rows').last();
  }
}
