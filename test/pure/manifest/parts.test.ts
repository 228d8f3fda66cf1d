import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../src/core/manifest/format-diagnostic.js';
import { migrate } from '../../../src/core/manifest/migrations.js';
import { quote } from '../../../src/core/manifest/quote.js';
import { relativePathPattern } from '../../../src/core/manifest/scalars.js';
import { manifestFormat } from '../../../src/core/manifest/schema.js';
import { alternatives, cureFor, nearest } from '../../../src/core/manifest/suggest.js';
import { parseAs } from './support.js';

const rename = (manifest: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { name, ...rest } = manifest;
  return { ...rest, title: name };
};
const mark = (manifest: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...manifest,
  marked: true,
});

describe('nearest', () => {
  const keys = ['id', 'title', 'summary', 'requirement', 'requirements', 'kind'];
  it.each([
    ['titel', 'title'],
    ['Title', 'title'],
    ['sumary', 'summary'],
    ['requirments', 'requirements'],
    ['kinds', 'kind'],
    ['ids', 'id'],
    ['author', undefined],
    ['x', undefined],
    ['xy', undefined],
  ])('of %s is %s', (word, meant) => {
    expect(nearest(word, keys)).toBe(meant);
  });

  it('does not think about very long words', () => {
    expect(nearest('t'.repeat(1 << 20), ['t'.repeat((1 << 20) - 1)])).toBeUndefined();
  });
});

describe('lists of words', () => {
  it('are written as in a sentence, and shortened', () => {
    expect(alternatives(['a'])).toBe('a');
    expect(alternatives(['a', 'b', 'c'])).toBe('a, b or c');
    expect(alternatives(Array.from({ length: 25 }, (_, n) => `${n}`))).toMatch(/18, 19 and 5 more$/);
    expect(cureFor('x', [], 'Add one.')).toBe('Add one.');
  });
});

describe('quote', () => {
  it('shows a text on one line', () => {
    expect(quote('a\nb\u0007')).toBe(String.raw`'a\nb\u0007'`);
    expect(quote('x'.repeat(100))).toBe(`'${'x'.repeat(60)}…'`);
  });
});

describe('relative paths', () => {
  it.each(['a', 'a.sql', 'a/b c/d.e.f', '.github/x', '..a', 'a..b/c', 'ä/ö.sql'])('%j is one', (path) => {
    expect(path).toMatch(relativePathPattern);
  });

  it.each([
    '',
    '/',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    './a',
    '../a',
    'a/..',
    'a/../b',
    'a/./b',
    '.. /a',
    'a/. ./b',
    '... /a',
  ])('%j is none', (path) => expect(path).not.toMatch(relativePathPattern));

  it.each(['a\\b', 'C:/a', 'a:b', 'a\n/../b', 'a\0', 'a?', 'a*', 'a|b', 'a"', '<a>', 'a.', 'a ', 'a./b'])(
    '%j is none anywhere',
    (path) => expect(path).not.toMatch(relativePathPattern),
  );
});

describe('migrate', () => {
  it('brings an old manifest to the newest format, step by step', () => {
    const steps = [rename, mark];
    expect(migrate({ format: 1, name: 'x' }, steps)).toEqual({
      ok: true,
      value: { format: 3, title: 'x', marked: true },
    });
    expect(migrate({ format: 2, name: 'x' }, steps)).toEqual({
      ok: true,
      value: { format: 3, name: 'x', marked: true },
    });
    expect(migrate({ format: 3, name: 'x' }, steps)).toEqual({ ok: true, value: { format: 3, name: 'x' } });
  });

  it('refuses what it does not know', () => {
    expect(migrate({ format: 4 }, [rename, mark])).toMatchObject({ ok: false, finding: { code: 'newer-format' } });
    expect(migrate({ format: 0 })).toMatchObject({ ok: false, finding: { code: 'bad-value' } });
    expect(migrate({ format: -1 })).toMatchObject({ ok: false });
  });

  it.each([null, 7, 'text', [], {}, { format: '1' }, { format: 1.5 }])('leaves %j to the schema', (value) => {
    expect(migrate(value)).toEqual({ ok: true, value });
  });

  it('leads to the format that the schemas describe', () => {
    expect(migrate({ format: manifestFormat })).toMatchObject({ ok: true });
    expect(migrate({ format: manifestFormat + 1 })).toMatchObject({ ok: false });
  });
});

describe('formatDiagnostic', () => {
  it('is one line that terminals make into a link', () => {
    const [first] = parseAs.lab('format: 9\n').diagnostics;
    if (!first) throw new Error('no diagnostic');
    const rest =
      ':1:9: error: The manifest is written for format 9; this version reads format 1 at most. (Update the extension.)';
    expect(formatDiagnostic(first)).toBe(`/course/broken/lab.yaml${rest}`);
    expect(formatDiagnostic(first, 'lab.yaml')).toBe(`lab.yaml${rest}`);
  });
});
