import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLab, type Lab, type Panel } from './browser.js';
import { exercise } from './fixtures.js';

let lab: Lab;
let panel: Panel;

beforeAll(async () => {
  lab = await openLab();
});
afterEach(() => panel.close());
afterAll(() => lab.close());

const open = async (instructionsHtml: string): Promise<void> => {
  const messages = [{ type: 'exercise' as const, exercise: { ...exercise, title: 'Title', instructionsHtml } }];
  panel = await lab.open({ messages });
  await panel.page.getByRole('heading', { level: 1 }).waitFor();
};

/** What is left of the instructions. */
const markup = async (): Promise<string> => {
  const text = panel.page.locator('delabs-instructions .text');
  const html = await text.evaluate((element: { innerHTML: string }) => element.innerHTML);
  return html.replaceAll(/<!--.*?-->/gu, '');
};

describe('hostile instructions', () => {
  it.each([
    '<script>harness.posted.push("run")</script>',
    '<img src="https://a.example/x" onerror="harness.posted.push(1)">',
    '<svg onload="harness.posted.push(1)"><script>harness.posted.push(1)</script></svg>',
    '<iframe src="https://a.example/"></iframe><object data="https://a.example/"></object><embed src="https://a.example/">',
    '<form action="https://a.example/"><input name="x"><button>send</button></form>',
    '<base href="https://a.example/"><link rel="stylesheet" href="https://a.example/x.css"><meta http-equiv="refresh" content="0;url=https://a.example/">',
    '<style>* { background: url(https://a.example/x) }</style>',
    '<video src="https://a.example/x" autoplay></video><audio src="https://a.example/x"></audio>',
    '<math><mtext><table><mglyph><style><img src=x onerror="harness.posted.push(1)"></style></mglyph></table></mtext></math>',
    '<delabs-check-item></delabs-check-item><vscode-button>Check</vscode-button>',
    '<p id="announcer" data-file="/etc/passwd" contenteditable tabindex="1" aria-label="x" onclick="x()">text</p>',
  ])('keep nothing that acts: %s', async (html) => {
    await open(html);
    const left = await markup();
    expect(left).not.toMatch(/<(?!\/?p>)|on\w+=|data-|style=|id=|src=/u);
    expect(await panel.posted()).toEqual([{ type: 'ready' }]);
    expect(panel.requests).toEqual([]);
  });

  it.each([
    'javascript:harness.posted.push(1)',
    'java&#10;script:harness.posted.push(1)',
    'command:workbench.action.terminal.new?%5B%5D',
    'command&#58;delabs.reset',
    'vscode://delabs.x/y',
    'http://a.example/',
    'data:text/html,<script>1</script>',
    'file:///etc/passwd',
    '../../etc/passwd',
    '//a.example/',
    '#',
  ])('have no link to %s', async (href) => {
    await open(`<p><a href="${href}">here</a></p>`);
    expect(await markup()).toBe('<p><a>here</a></p>');
  });

  it('load no image from elsewhere and show its text instead', async () => {
    await open('<p><img src="https://a.example/pixel.png" alt="A schema"><img src="http://panel.test/x.png"></p>');
    expect(await markup()).toBe('<p>[A schema]</p>');
    expect(panel.requests).toEqual([]);
  });

  it('cannot style the page, not even with what a renderer leaves behind', async () => {
    await open(
      '<table><tbody><tr><td style="text-align:right">1</td><td style="position:fixed">2</td></tr></tbody></table>',
    );
    expect(await markup()).toContain('<td align="right">1</td><td>2</td>');
  });

  it('keep only the classes of code', async () => {
    await open(
      '<pre class="vh"><code class="hljs language-sql vh"><span class="hljs-keyword icon">SELECT</span></code></pre>',
    );
    expect(await markup()).toBe(
      '<pre><code class="hljs language-sql"><span class="hljs-keyword">SELECT</span></code></pre>',
    );
  });
});

describe('good instructions', () => {
  it('open files of the lab through the host, and pages as https links', async () => {
    await open('<p><a href="../etl.py">the script</a> <a href="https://www.postgresql.org/docs/">docs</a></p>');
    await panel.page.getByRole('button', { name: 'the script' }).click();
    expect(await panel.posted()).toContainEqual({ type: 'open-file', path: 'etl.py' });
    const docs = panel.page.getByRole('link', { name: 'docs' });
    expect(await docs.getAttribute('href')).toBe('https://www.postgresql.org/docs/');
    expect(await docs.getAttribute('rel')).toBe('noreferrer');
  });

  it('show images the host has made readable', async () => {
    await open('<p><img src="https://panel.test/schema.png" alt="A schema" width="40" height="20"></p>');
    expect(await panel.page.getByRole('img', { name: 'A schema' }).count()).toBe(1);
    expect(panel.requests).toEqual(['https://panel.test/schema.png']);
  });

  it('put their headings below those of the panel and do not repeat its title', async () => {
    await open('<h1>Title</h1><p>text</p><h2>First</h2><h3>Second</h3>');
    expect(await markup()).toBe('<p>text</p><h3>First</h3><h4>Second</h4>');
  });
});
