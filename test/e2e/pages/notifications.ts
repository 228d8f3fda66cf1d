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
    const clear = this.page.locator('.notifications-toasts').getByRole('button', { name: /^Clear Notification/ });
    // A message may go by itself while the mouse is on its way.
    while ((await clear.count()) > 0)
      await clear
        .first()
        .click({ force: true, timeout: 1000 })
        .catch(() => undefined);
  }
}
