import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';

/** Text editors and their tabs. */
export class Editor {
  constructor(
    private readonly page: Page,
    private readonly folder: string,
  ) {}

  /** Columns of editors, from left to right. */
  column(number: number): Locator {
    return this.page.locator('.editor-group-container').nth(number - 1);
  }

  tab(name: string, column = 1): Locator {
    return this.column(column).locator('.tab').filter({ hasText: name });
  }

  async show(name: string): Promise<void> {
    await this.tab(name).click();
  }

  async close(name: string): Promise<void> {
    const tab = this.page.locator('.tab').filter({ hasText: name });
    await tab.hover();
    await tab.getByRole('button', { name: /^Close/ }).click();
    await tab.waitFor({ state: 'detached' });
  }

  /** The left column takes what is typed. */
  async hasKeyboard(): Promise<void> {
    await this.column(1).locator('.monaco-editor.focused').waitFor();
  }

  /** Replaces the text of the open file in the left column. */
  async write(text: string): Promise<void> {
    await this.column(1).locator('.view-lines').click();
    await this.hasKeyboard();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(text);
  }

  /** Types at the place of the cursor. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+S');
  }

  /** Replaces the text, saves, and waits until it is on disk. `file` is relative to the open folder. */
  async writeAndSave(file: string, text: string): Promise<void> {
    await this.show(path.basename(file));
    await this.write(text);
    await this.save();
    await this.onDisk(file, text);
  }

  async onDisk(file: string, text: string): Promise<void> {
    const read = (): Promise<string> => readFile(path.join(this.folder, file), 'utf8').catch(() => '(no file)');
    await eventually(`${file} on disk`, async () => (await read()) === text, read);
  }

  /** What the file on disk holds. */
  onDiskNow(file: string): Promise<string> {
    return readFile(path.join(this.folder, file), 'utf8');
  }

  /** `Ln 3, Col 1`, as the status bar says it. */
  async cursorIsOnLine(line: number): Promise<void> {
    await this.page
      .locator('.part.statusbar')
      .getByText(new RegExp(`Ln ${line}, Col`))
      .waitFor();
  }
}
