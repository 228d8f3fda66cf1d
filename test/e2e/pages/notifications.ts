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

  /** Puts away whatever is shown. */
  async dismissAll(): Promise<void> {
    const toasts = this.page.locator('.notifications-toasts .notification-list-item');
    for (let left = await toasts.count(); left > 0; left -= 1) {
      await toasts.first().hover();
      await toasts.first().locator('.codicon-notifications-clear').click();
    }
  }

  async count(): Promise<number> {
    return this.page.locator('.notifications-toasts .notification-list-item').count();
  }
}
