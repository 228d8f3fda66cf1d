import type { Locator, Page } from 'playwright-core';

export class StatusBar {
  constructor(private readonly page: Page) {}

  /** The entry of the exercise at hand. */
  get exercise(): Locator {
    return this.page.locator('[id="delabs.data-engineering-labs.delabs.exercise"]');
  }

  /** Its words for a screen reader: title, state, points. */
  async exerciseLabel(): Promise<string> {
    return (await this.exercise.locator('[aria-label]').first().getAttribute('aria-label')) ?? '';
  }
}
