import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic, Position } from '../../../src/core/manifest/diagnostic.js';
import { kindOf, kinds, parseAs, type Kind } from './support.js';

const folder = (name: string): string => join(import.meta.dirname, name);
const read = (...parts: readonly string[]): string => readFileSync(join(import.meta.dirname, ...parts), 'utf8');

const good: readonly (readonly [Kind, string])[] = [
  ['course', read('good', 'course.yaml')],
  ['lab', read('good', 'lab.yaml')],
  ['quiz', read('good', 'keys.yaml')],
];

/** Counts lines and columns the slow way. */
const positionOf = (text: string, offset: number): Position => {
  const before = text.slice(0, offset).replace(/^\uFEFF/, '');
  const lines = before.split(/\r\n|\n|\r/);
  // An offset between CR and LF is still on the line that they end.
  const splitBreak = text[offset - 1] === '\r' && text[offset] === '\n';
  const line = splitBreak ? lines.length - 1 : lines.length;
  const start = splitBreak
    ? (before
        .slice(0, -1)
        .split(/\r\n|\n|\r/)
        .at(-1)?.length ?? 0)
    : 0;
  return { line, column: splitBreak ? start + 2 : (lines.at(-1)?.length ?? 0) + 1, offset };
};

const expectSound = (text: string, diagnostics: readonly Diagnostic[]): void => {
  for (const { range, message, cure } of diagnostics) {
    expect(range.start.offset).toBeGreaterThanOrEqual(0);
    expect(range.end.offset).toBeGreaterThanOrEqual(range.start.offset);
    expect(range.end.offset).toBeLessThanOrEqual(text.length);
    expect(range.start).toEqual(positionOf(text, range.start.offset));
    expect(range.end).toEqual(positionOf(text, range.end.offset));
    for (const sentence of [message, cure]) {
      expect(sentence).not.toMatch(/undefined|invalid|\[object|\n/i);
      expect(sentence).toMatch(/^['A-Z].*[.?]$/);
    }
  }
};

const pieces: readonly string[] =
  '\t|\n|\r|\r\n| |  |:|: |-|- |[|]|{|}|,|"|\'|#|>|%|@|\u0000|\uFEFF|\uD800|💾|&a |*a|!t |---\n|...\n|? '
    .split('|')
    .concat('|', 'text: |\n', 'id: ', 'kind: ', '../', '1e999');
const snippets = fc.constantFrom(...pieces);

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.integer({ min: 0, max: 30 }),
    insert: fc.oneof(fc.constant(''), snippets, fc.string({ maxLength: 8 })),
  }),
  { minLength: 1, maxLength: 4 },
);

const mutate = (text: string, changes: readonly Edit[]): string =>
  changes.reduce((before, { at, remove, insert }) => {
    const start = Math.floor(at * before.length);
    return before.slice(0, start) + insert + before.slice(start + remove);
  }, text);

describe('diagnostics', () => {
  const broken = readdirSync(folder('broken')).filter((name) => name.endsWith('.yaml'));

  it.each(broken)('of %s lie inside the text and are sentences', (name) => {
    const text = read('broken', name);
    const { diagnostics } = parseAs[kindOf(name)](text);
    expect(diagnostics).not.toEqual([]);
    expectSound(text, diagnostics);
  });

  it.each(good)('of a mutated %s lie inside the text, and nothing is thrown', (kind, text) => {
    fc.assert(
      fc.property(edits, (changes) => {
        const mutated = mutate(text, changes);
        const { value, diagnostics } = parseAs[kind](mutated);
        expectSound(mutated, diagnostics);
        expect(value === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 400 },
    );
  });

  it('of any text lie inside it, and nothing is thrown', () => {
    const text = fc.array(fc.oneof(snippets, fc.string()), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...kinds), text, (kind, any) => {
        const { value, diagnostics } = parseAs[kind](any);
        expect(value).toBeUndefined();
        expectSound(any, diagnostics);
      }),
      { numRuns: 500 },
    );
  });

  it('of any JSON value lie inside it, and nothing is thrown', () => {
    const known = fc.constantFrom(
      'format',
      'id',
      'title',
      'modules',
      'items',
      'exercises',
      'checks',
      'kind',
      'expected',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.oneof(fc.jsonValue({ maxDepth: 1 }), known, fc.constant(1), fc.constant('sql.query')),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(known, tie('tree'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(fc.constantFrom(...kinds), tree, (kind, value) => {
        const text = JSON.stringify({ format: 1, ...(value as object) }, undefined, 1);
        const { diagnostics } = parseAs[kind](text);
        expect(diagnostics).not.toEqual([]);
        expectSound(text, diagnostics);
      }),
      { numRuns: 500 },
    );
  });
});
