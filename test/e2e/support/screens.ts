import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Where pictures go, and whether they are wanted at all: they take more time than the tests. */
const target = process.env['DELABS_SCREENSHOTS'];

const themes = {
  dark: { name: 'Default Dark Modern', className: 'vs-dark' },
  light: { name: 'Default Light Modern', className: 'vs' },
  contrast: { name: 'Default High Contrast', className: 'hc-black' },
} as const;
type Theme = keyof typeof themes;

/** Pictures of a window, for people: of every state in every theme. scripts/screenshots.mjs asks for them. */
export class Screens {
  constructor(
    private readonly page: Page,
    private readonly dataDir: string,
  ) {}

  /** The whole window in each theme, as `<name>-<theme>.png`. */
  async take(name: string): Promise<void> {
    if (!target) return;
    for (const theme of ['light', 'contrast', 'dark'] as const) {
      await this.#use(theme);
      await this.#save(`${name}-${theme}`);
    }
  }

  /** A smaller window in one theme, for the README: `readme-<name>.png`. */
  async takeForReadme(name: string, theme: Theme = 'dark'): Promise<void> {
    if (!target) return;
    const before = this.page.viewportSize();
    await this.page.setViewportSize({ width: 1200, height: 720 });
    await this.#use(theme);
    await this.#save(`readme-${name}`);
    await this.#use('dark');
    if (before) await this.page.setViewportSize(before);
  }

  async #use(theme: Theme): Promise<void> {
    const file = path.join(this.dataDir, 'User', 'settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const { name, className } = themes[theme];
    await writeFile(file, JSON.stringify({ ...settings, 'workbench.colorTheme': name }, null, 2));
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Panels and icons follow the window a moment later. */
  async #save(name: string): Promise<void> {
    await mkdir(target ?? '', { recursive: true });
    await this.page.waitForTimeout(400);
    await this.page.screenshot({ path: path.join(target ?? '', `${name}.png`), animations: 'disabled' });
  }
}
