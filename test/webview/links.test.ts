import { describe, expect, it } from 'vitest';
import { isPanelResource, linkTarget } from '../../src/webview/links.js';

const files = ['etl.py', 'sql/create_tables.sql'];
const target = (href: string) => linkTarget(href, files);

describe('links of instructions', () => {
  it('lead to https pages', () => {
    expect(target('https://www.postgresql.org/docs/')).toEqual({
      kind: 'web',
      href: 'https://www.postgresql.org/docs/',
    });
  });

  it('lead to files inside the lab', () => {
    expect(target('./etl.py')).toEqual({ kind: 'file', path: 'etl.py' });
    expect(target('../sql/create_tables.sql#L3')).toEqual({ kind: 'file', path: 'sql/create_tables.sql' });
    expect(target('data/my%20log.json')).toEqual({ kind: 'file', path: 'data/my log.json' });
  });

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'command:workbench.action.terminal.new',
    'command%3Aworkbench.action.terminal.new',
    'vscode://publisher.extension/run',
    'vscode-insiders://x',
    'http://a.example/',
    'https://',
    'https:evil',
    'data:text/html,x',
    'file:///etc/passwd',
    '/etc/passwd',
    '//a.example/x',
    '\\\\server\\share',
    'C:\\windows',
    '../../.ssh/id_rsa',
    'data/../../x',
    '%2e%2e/secret',
    '%zz',
    '#section',
    '?x',
    '',
    '..',
    'a\u0000b',
  ])('do nothing when they are %j', (href) => {
    expect(target(href)).toEqual({ kind: 'none' });
  });
});

describe('images of instructions', () => {
  const own = 'https://file+.vscode-resource.vscode-cdn.net';

  it('are resources the host has made readable', () => {
    expect(isPanelResource(`${own}/lab/schema.png`, own)).toBe(true);
    expect(isPanelResource('https://vscode-remote+box.vscode-resource.vscode-cdn.net/a.png', own)).toBe(true);
  });

  it.each([
    'https://a.example/pixel.png',
    'http://file+.vscode-resource.vscode-cdn.net/a.png',
    'https://vscode-resource.vscode-cdn.net.a.example/a.png',
    'data:image/png;base64,AAAA',
    'schema.png',
    '//a.example/a.png',
  ])('are not %j', (src) => {
    expect(isPanelResource(src, own)).toBe(false);
  });
});
