import type { FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';

/** The feedback panel: a page in a frame in a frame. */
export class FeedbackPanel {
  constructor(private readonly page: Page) {}

  get frame(): FrameLocator {
    return this.page
      .frameLocator('iframe.webview.ready[src*="extensionId=delabs.data-engineering-labs"]')
      .frameLocator('#active-frame');
  }

  get title(): Locator {
    return this.frame.getByRole('heading', { level: 1 });
  }

  async shows(exercise: string): Promise<void> {
    await this.frame.getByRole('heading', { level: 1, name: exercise, exact: true }).waitFor();
  }

  /** The panel takes what is typed. */
  async hasKeyboard(): Promise<void> {
    await eventually('the keyboard in the panel', () => this.frame.locator('body').evaluate('document.hasFocus()'));
  }

  async scrollToTop(): Promise<void> {
    await this.frame.locator('body').evaluate('scrollTo(0, 0)');
  }

  /** A piece of text in the instructions. */
  instruction(words: string): Locator {
    return this.frame.locator('delabs-instructions').getByText(words);
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** The grade as a screen reader says it. */
  grade(words: RegExp): Locator {
    return this.frame.getByRole('img', { name: words });
  }

  /** A check by how it stands and its title. */
  check(status: 'Passed' | 'Failed' | 'Skipped' | 'Not checked yet', title: string): Locator {
    return this.frame.getByRole('heading', { level: 3, name: `${status}: ${title}` });
  }

  /** Rows of the comparison with this mark. */
  rows(mark: 'extra' | 'missing' | 'same' | 'changed'): Locator {
    return this.frame
      .locator('delabs-table-diff')
      .getByRole('row')
      .filter({ hasText: new RegExp(`^\\s*${mark}`) });
  }

  get hints(): Locator {
    return this.frame.locator('delabs-hint-ladder .ladder > li');
  }

  /** A problem that kept everything from being checked. */
  get alert(): Locator {
    return this.frame.getByRole('alert');
  }

  question(number: number): Locator {
    return this.frame.locator('fieldset').nth(number - 1);
  }
}
