import { describe, expect, it } from 'vitest';
import { parseBlocks, parseCodeOnly, parseInline } from '../../src/webview/markdown-lite.js';

const text = (value: string) => ({ kind: 'text', text: value });
const code = (value: string) => ({ kind: 'code', text: value });

describe('sentences of checks', () => {
  it('have code and nothing else', () => {
    expect(parseCodeOnly('`count(*)` and a*b*c, **no**')).toEqual([code('count(*)'), text(' and a*b*c, **no**')]);
  });

  it('keep a lone backtick and a double-backtick code with one inside', () => {
    expect(parseCodeOnly('a ` b')).toEqual([text('a ` b')]);
    expect(parseCodeOnly('``a ` b``')).toEqual([code('a ` b')]);
  });
});

describe('lines of authors', () => {
  it('have strong, emphasis and code inside them', () => {
    expect(parseInline('**use `a`** and *b*')).toEqual([
      { kind: 'strong', children: [text('use '), code('a')] },
      text(' and '),
      { kind: 'em', children: [text('b')] },
    ]);
  });

  it('leave snake_case_names, 2 * 3 * 4 and stars of SQL alone', () => {
    for (const plain of ['fact_songplay_id', '2 * 3 * 4', 'count(*) or sum(*)', 'a * b*c']) {
      expect(parseInline(plain)).toEqual([text(plain)]);
    }
  });

  it('link to https only; any other link is its label', () => {
    expect(parseInline('[docs](https://a.example/x)')).toEqual([
      { kind: 'link', href: 'https://a.example/x', children: [text('docs')] },
    ]);
    for (const href of [
      'javascript:alert(1)',
      'command:delabs.reset',
      'http://a.example',
      'vscode://x',
      '//a.example',
    ]) {
      expect(parseInline(`[docs](${href})`)).toEqual([text('docs')]);
    }
  });

  it('keep markup as text', () => {
    expect(parseInline('<img src=x onerror=alert(1)>')).toEqual([text('<img src=x onerror=alert(1)>')]);
  });
});

describe('blocks', () => {
  it('are paragraphs, lists and fenced code', () => {
    expect(parseBlocks('One\nline.\n\n- a\n- b\n  more\n\n```sql\nSELECT *\n\nFROM t\n```\nEnd.')).toEqual([
      { kind: 'paragraph', children: [text('One line.')] },
      { kind: 'list', ordered: false, items: [[text('a')], [text('b more')]] },
      { kind: 'code', text: 'SELECT *\n\nFROM t' },
      { kind: 'paragraph', children: [text('End.')] },
    ]);
  });

  it('number ordered lists', () => {
    expect(parseBlocks('1. a\n2. b')[0]).toMatchObject({ kind: 'list', ordered: true });
  });

  it('keep an unclosed fence as text', () => {
    expect(parseBlocks('```sql\nSELECT 1')[0]?.kind).toBe('paragraph');
  });
});
