import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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
    private readonly folder: string,
  ) {}

  /** The whole window in each theme, as `<name>-<theme>.png`. */
  async take(name: string): Promise<void> {
    if (!target) return;
    await this.#save(`${name}-dark`);
    await this.#themed(['light', 'contrast'], (theme) => this.#save(`${name}-${theme}`));
  }

  /** A smaller window in one theme, for the README: `readme-<name>.png`. */
  async takeForReadme(name: string, theme: Theme): Promise<void> {
    if (!target) return;
    const before = this.page.viewportSize();
    await this.page.setViewportSize({ width: 1200, height: 720 });
    await this.#themed([theme], () => this.#save(`readme-${name}`));
    if (before) await this.page.setViewportSize(before);
  }

  /** Themes are set in the settings of the folder, which is left as it was. */
  async #themed(wanted: readonly Theme[], work: (theme: Theme) => Promise<void>): Promise<void> {
    const home = path.join(this.folder, '.vscode');
    const file = path.join(home, 'settings.json');
    const before = await readFile(file, 'utf8').catch(() => undefined);
    const others = JSON.parse(before ?? '{}') as Record<string, unknown>;
    await mkdir(home, { recursive: true });
    for (const theme of wanted) {
      await writeFile(file, JSON.stringify({ ...others, 'workbench.colorTheme': themes[theme].name }, null, 2));
      await this.#isIn(theme);
      await work(theme);
    }
    if (before === undefined) await rm(home, { recursive: true });
    else await writeFile(file, before);
    await this.#isIn('dark');
  }

  async #isIn(theme: Theme): Promise<void> {
    await this.page.locator(`.monaco-workbench.${themes[theme].className}`).waitFor();
  }

  /** Panels and icons follow the window a moment later. */
  async #save(name: string): Promise<void> {
    await mkdir(target ?? '', { recursive: true });
    await this.page.waitForTimeout(400);
    await this.page.screenshot({ path: path.join(target ?? '', `${name}.png`), animations: 'disabled' });
  }
}
