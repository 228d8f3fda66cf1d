import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { filesForLearners, stripForLearners } from '../../../src/core/manifest/learner-copy.js';

const lab = (grading: string): string => `# a comment
format: 1
id: songs
title: "Songs: the 1st"
${grading}
exercises:
  - id: one
    title: One
    instructions: one.md
    files:
      - { path: etl.sql, starter: starter.sql, solution: etl.sql }
      - { path: view.sql, starter: view.sql, solution: solution/view.sql }
    hints: [{ text: all }, { text: secret hint, check: hidden }, { text: shown, check: rows }]
    checks:
      - id: rows
        kind: sql.query
        title: Rows
        needs: [hidden]
        run: [etl.sql]
        query: |
          select 'null' as "x",  -- a comment in SQL
            2
        expected: { columns: [x], rows: [[null], ['0123'], [1.5], ["2018-11-01"], ['yes'], [true]] }
      - { id: hidden, kind: sql.query, title: Hidden, visibility: hidden, expected: { file: hidden.csv } }
      - { id: csv, kind: sql.query, title: Csv, expected: { file: out/rows.csv } }
    wrong_solutions:
      - { id: w, files: { etl.sql: { from: wrong/etl.sql }, view.sql: { text: wrong text } }, fails: [rows], says: rows }
`;
const graded = lab('grading: graded');
const practice = lab('grading: practice');

interface Loose {
  readonly exercises: readonly {
    readonly files: readonly object[];
    readonly checks: readonly { readonly id: string; readonly needs?: unknown; readonly query?: string }[];
    readonly hints: readonly { readonly text: string }[];
  }[];
}
const stripped = (text: string): Loose => load(stripForLearners(text)) as Loose;

describe('the learner copy of a lab', () => {
  it('has no wrong solutions, hidden checks or comments', () => {
    for (const text of [graded, practice]) {
      const copy = stripForLearners(text);
      expect(copy).not.toMatch(/wrong|hidden|Hidden|secret|# a comment/);
      expect(stripped(text).exercises[0]?.checks.map((check) => check.id)).toEqual(['rows', 'csv']);
      expect(stripped(text).exercises[0]?.checks[0]?.needs).toEqual([]);
      expect(stripped(text).exercises[0]?.hints.map((hint) => hint.text)).toEqual(['all', 'shown']);
    }
  });

  it('has solutions only when the lab is practice', () => {
    expect(stripForLearners(practice)).toContain('solution: solution/view.sql');
    for (const grading of ['grading: graded', 'grading: whatever', ''])
      expect(stripForLearners(lab(grading))).not.toContain('solution');
  });

  it('changes nothing else: values, types and the order of keys', () => {
    const before = load(practice) as { exercises: { wrong_solutions: unknown; checks: unknown[]; hints: unknown[] }[] };
    const copy = stripped(practice);
    expect(Object.keys(copy)).toEqual(['format', 'id', 'title', 'grading', 'exercises']);
    expect(copy.exercises[0]?.files).toEqual((before.exercises[0] as unknown as { files: unknown }).files);
    expect(copy.exercises[0]?.checks[1]).toEqual(before.exercises[0]?.checks[2]);
    expect(copy.exercises[0]?.checks[0]).toEqual({ ...(before.exercises[0]?.checks[0] as object), needs: [] });
  });

  it('is its own copy, and keeps keys of later formats', () => {
    const once = stripForLearners(graded);
    expect(stripForLearners(once)).toBe(once);
    expect(load(stripForLearners('later: { a: [1] }\nexercises: []\n'))).toEqual({ later: { a: [1] }, exercises: [] });
  });

  it.each(['', 'text', '[]', 'exercises: {}', 'exercises: [{ files: [{ solution: 1 }] }]'])(
    'is refused for %j',
    (text) => {
      expect(() => stripForLearners(text)).toThrow(expect.objectContaining({ code: 'manifest-invalid' }) as Error);
    },
  );

  it('is refused for text that is not YAML', () => {
    expect(() => stripForLearners('a: [')).toThrow(expect.objectContaining({ code: 'manifest-invalid' }) as Error);
  });
});

describe('the files of a lab', () => {
  it('are withheld when only the author’s manifest names them', () => {
    expect(filesForLearners(graded)).toEqual({
      kept: ['one.md', 'out/rows.csv', 'starter.sql', 'view.sql'],
      withheld: ['etl.sql', 'hidden.csv', 'solution/view.sql', 'wrong/etl.sql'],
    });
  });

  it('are kept with the solutions of a practice lab', () => {
    expect(filesForLearners(practice)).toEqual({
      kept: ['etl.sql', 'one.md', 'out/rows.csv', 'solution/view.sql', 'starter.sql', 'view.sql'],
      withheld: ['hidden.csv', 'wrong/etl.sql'],
    });
  });

  it('take no day of generated data for a file', () => {
    const days = 'data: { path: data, full: { generator: sparkify, seed: 1, from: 2018-11-12, days: 3 } }';
    expect(filesForLearners(lab(`grading: graded\n${days}`))).toEqual(filesForLearners(graded));
  });
});
