import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLab, type Lab, type Panel } from './browser.js';
import { gradesStates } from './grades-states.js';
import { states } from './states.js';
import { themes } from './themes.js';

let lab: Lab;
let panel: Panel;

beforeAll(async () => {
  lab = await openLab();
});
afterEach(() => panel.close());
afterAll(() => lab.close());

const names = [...Object.keys(states), ...Object.keys(gradesStates)];
const themeNames = Object.keys(themes) as (keyof typeof themes)[];

/** Words need 4.5:1 against what is behind them (WCAG 2.2, AA). */
const readable = 4.5;

const sidewaysAt = async (width: number): Promise<number> => {
  await panel.page.setViewportSize({ width, height: 700 });
  return (await panel.page.evaluate<number>('document.documentElement.scrollWidth')) - width;
};

const open = async (theme: keyof typeof themes, name: string): Promise<void> => {
  const grades = gradesStates[name];
  panel = await lab.open({ theme, messages: grades ?? states[name] ?? [], page: grades ? 'grades' : 'feedback' });
  await panel.page.locator(grades ? 'delabs-grades h1' : '#announcer').waitFor({ state: 'attached' });
};

describe.each(themeNames)('in %s', (theme) => {
  it.each(names)('%s is readable, keeps to its policy and asks for nothing', async (name) => {
    await open(theme, name);
    expect(await panel.ask(`lowContrast(${readable})`)).toEqual([]);
    // 200 % zoom of a half-width editor group is as narrow as this.
    expect([await sidewaysAt(480), await sidewaysAt(320)]).toEqual([0, 0]);
    expect(await panel.violations()).toEqual([]);
    expect(panel.requests).toEqual([]);
    expect(panel.noise).toEqual([]);
  });
});
