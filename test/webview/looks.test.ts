import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLab, type Lab, type Panel } from './browser.js';
import { states } from './states.js';
import { themes } from './themes.js';

let lab: Lab;
let panel: Panel;

beforeAll(async () => {
  lab = await openLab();
});
afterEach(() => panel.close());
afterAll(() => lab.close());

const names = Object.keys(states);
const themeNames = Object.keys(themes) as (keyof typeof themes)[];

/** Words need 4.5:1 against what is behind them (WCAG 2.2, AA). */
const readable = 4.5;

describe.each(themeNames)('in %s', (theme) => {
  it.each(names)('%s is readable, keeps to its policy and asks for nothing', async (name) => {
    panel = await lab.open({ theme, messages: states[name] ?? [] });
    await panel.page.locator('delabs-panel').getByRole('status').last().waitFor({ state: 'attached' });
    expect(await panel.ask(`lowContrast(${readable})`)).toEqual([]);
    expect(await panel.violations()).toEqual([]);
    expect(panel.requests).toEqual([]);
    expect(panel.noise).toEqual([]);
  });
});

describe.each([320, 480])('%i pixels wide', (width) => {
  it.each(names)('%s needs no sideways scrolling', async (name) => {
    panel = await lab.open({ messages: states[name] ?? [], viewport: { width, height: 700 } });
    await panel.page.locator('delabs-panel').waitFor();
    await panel.send();
    expect(await panel.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});
