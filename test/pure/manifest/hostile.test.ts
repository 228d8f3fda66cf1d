import { describe, expect, it } from 'vitest';
import { parseAs, renderAs } from './support.js';

const nested = (levels: number): string => `a: ${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}\n`;

const bombLevel = (n: number): string => `l${n}: &l${n} [${`*l${n - 1}, `.repeat(9)}*l${n - 1}]\n`;

const checkWithNeeds = (n: number): string =>
  `{ id: c${n}, title: T, kind: files.exists, paths: [a], needs: [d${n}, c${n + 1}] }`;

const exerciseWithNeeds = (n: number): string =>
  `  - { id: e${n}, title: E, instructions: i.md, files: [{ path: a, starter: a, solution: a }], checks: [` +
  `${Array.from({ length: 200 }, (_, at) => checkWithNeeds(at)).join(', ')}] }\n`;

/** Timings are not asserted; a quadratic reader would run into the test's time limit. */
describe('hostile manifests', () => {
  it('refuses 5 MB unread', () => {
    const text = `format: 1\nsummary: ${'x'.repeat(5 << 20)}\n`;
    expect(renderAs('lab', text)).toBe(
      'too-large:1:1: error: The file is larger than 1024 KiB, the most a manifest may have. ' +
        '(Move data and long texts to files of their own and name those files here.)\n',
    );
  });

  const depth = 10_000;
  it.each([
    ['brackets', '['.repeat(depth)],
    ['closed brackets', '['.repeat(depth) + ']'.repeat(depth)],
    ['braces', '{a: '.repeat(depth)],
    ['dashes', '- '.repeat(depth)],
    ['explicit keys', '? '.repeat(depth)],
    ['indented keys', Array.from({ length: 1400 }, (_, indent) => `${' '.repeat(indent)}a:\n`).join('')],
  ])('refuses %s nested very deeply', (_, text) => {
    expect(renderAs('course', text)).toMatch(/^too-deep:.*more than 64 levels/);
  });

  it('accepts as many levels as it says, and no more', () => {
    expect(renderAs('lab', nested(64))).not.toContain('too-deep');
    expect(renderAs('lab', nested(65))).toContain('too-deep');
  });

  it('does not expand an alias bomb', () => {
    const text = `l0: &l0 lol\n${Array.from({ length: 9 }, (_, n) => bombLevel(n + 1)).join('')}`;
    const lines = renderAs('lab', text).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^alias:1:5: error: Anchors/);
    expect(lines.every((line) => line.startsWith('alias:'))).toBe(true);
  });

  it('lists the first hundred of very many findings, and says how many are left', () => {
    const keys = Array.from({ length: 40_000 }, (_, n) => `key${n}: ${n}\n`).join('');
    const { diagnostics } = parseAs.lab(keys);
    expect(diagnostics).toHaveLength(101);
    expect(diagnostics.at(-1)?.message).toMatch(/^There are \d+ more findings from here on\.$/);
  });

  it('says so when there is more wrong than the validator can carry', () => {
    const text = `format: 1\nexercises: [${'{}, '.repeat(40_000)}]\n`;
    expect(renderAs('lab', text)).toBe(
      'bad-value:1:1: error: There is more wrong with this file than can be listed. (Start from a manifest that works.)\n',
    );
  });

  it('refuses a hundred thousand keys', () => {
    const keys = Array.from({ length: 100_000 }, (_, n) => `${n.toString(36)}: x`).join(', ');
    const text = `format: 1\nid: broken\nexercises: [{ requirements: { ${keys} } }]\n`;
    expect(text.length).toBeLessThan(1 << 20);
    expect(renderAs('lab', text)).toMatch(/^too-large:3:.*There are more than 50000 values/);
  });

  it('copes with as many keys as are allowed', () => {
    const keys = Array.from({ length: 49_000 }, (_, n) => `${n.toString(36)}: x`).join(', ');
    const text = `format: 1\nid: broken\nexercises: [{ requirements: { ${keys} } }]\n`;
    expect(renderAs('lab', text)).toContain("The key 'title' is missing here.");
  });

  it('copes with as many checks as fit, each with a need that does not exist', () => {
    const exercises = Array.from({ length: 20 }, (_, n) => exerciseWithNeeds(n)).join('');
    const { diagnostics } = parseAs.lab(`format: 1\nid: broken\ntitle: T\ngrading: graded\nexercises:\n${exercises}`);
    expect(diagnostics.at(-1)?.message).toBe('There are 3920 more findings from here on.');
  });

  it('refuses more checks in an exercise than anyone can follow', () => {
    const check = '{ id: c, title: T, kind: files.exists, paths: [a] }, '.repeat(201);
    const text = `format: 1\nexercises: [{ id: e, checks: [${check}] }]\n`;
    expect(renderAs('lab', text)).toContain("'checks' must have at most 200 entries.");
  });

  it('gives keys of JavaScript objects no meaning', () => {
    const text = [
      'format: 1',
      'id: broken',
      '__proto__: { title: Inherited, grading: graded }',
      'constructor: { prototype: { grading: graded } }',
      'exercises: []',
    ].join('\n');
    const rendered = renderAs('lab', text);
    expect(rendered).toContain("unknown-key:3:1: error: The key '__proto__' is not known here.");
    expect(rendered).toContain("unknown-key:4:1: error: The key 'constructor' is not known here.");
    expect(rendered).toContain("missing-key:1:1: error: The key 'title' is missing here.");
    expect(({} as Record<string, unknown>)['title']).toBeUndefined();
  });

  it('finds no requirement in what every object inherits', () => {
    const text = `format: 1
id: broken
title: T
grading: practice
exercises:
  - id: one
    title: One
    instructions: i.md
    files: [{ path: a, starter: a, solution: a }]
    requirements: { __proto__: nothing }
    checks: [{ id: c, title: C, kind: files.exists, paths: [a], requirement: toString }]
    wrong_solutions: [{ id: w, files: { __proto__: { text: x } }, fails: [c], says: nothing }]
`;
    const rendered = renderAs('lab', text);
    expect(rendered).toContain("The exercise has no requirement 'toString'.");
    expect(rendered).not.toContain('Inherited');
  });
});
