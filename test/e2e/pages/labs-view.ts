import type { Locator, Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';

/** The Labs view: the tree of courses. */
export class LabsView {
  constructor(private readonly page: Page) {}

  get icon(): Locator {
    return this.page.getByRole('tab', { name: 'Labs', exact: true });
  }

  async open(): Promise<void> {
    if ((await this.icon.getAttribute('aria-selected')) !== 'true') await this.icon.click();
    await this.row('').first().waitFor();
  }

  /** What stands in the way of starting labs, above the tree. */
  get notice(): Locator {
    return this.page.locator('.part.sidebar .pane-body.welcome .welcome-view-content');
  }

  /** A row by the beginning of what a screen reader says of it. */
  row(start: string): Locator {
    const words = start.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.page.locator('.part.sidebar').getByRole('treeitem', { name: new RegExp(`^${words}`) });
  }

  /** The rows as a screen reader says them, indented by their level. */
  async texts(): Promise<readonly string[]> {
    const rows = await this.row('').all();
    return Promise.all(
      rows.map(async (row) => {
        const level = Number(await row.getAttribute('aria-level'));
        return `${'  '.repeat(level - 1)}${await row.getAttribute('aria-label')}`;
      }),
    );
  }

  async expand(start: string): Promise<void> {
    const row = this.row(start);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
    await this.page.locator(`.part.sidebar [role="treeitem"][aria-label^="${start}"][aria-expanded="true"]`).waitFor();
  }

  /** Goes to a row with the arrow keys, from the top; the view has the keyboard. */
  async goTo(start: string): Promise<void> {
    const focused = this.page.locator('.part.sidebar .monaco-list-row.focused');
    await this.page.keyboard.press('Home');
    await eventually(`the row ${start}`, async () => {
      if (((await focused.first().getAttribute('aria-label')) ?? '').startsWith(start)) return true;
      await this.page.keyboard.press('ArrowDown');
      return false;
    });
  }

  async click(start: string): Promise<void> {
    await this.row(start).click();
  }

  /** Presses a button that a row shows under the mouse. */
  async press(start: string, button: string): Promise<void> {
    await this.row(start).hover();
    await this.row(start).getByRole('button', { name: button }).click();
  }
}
