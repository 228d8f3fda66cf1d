import type { Locator, Page } from 'playwright-core';

/** Messages in the lower right corner. */
export class Notifications {
  constructor(private readonly page: Page) {}

  /** The newest message with these words. */
  saying(words: RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: words }).first();
  }

  async press(words: RegExp, button: string): Promise<void> {
    await this.saying(words).getByRole('button', { name: button, exact: true }).click();
  }
}
