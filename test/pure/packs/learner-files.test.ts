import { describe, expect, it } from 'vitest';
import { withheldFromLearners } from '../../../src/app/packs/learner-files.js';

const lab = { folder: 'labs/a', kept: ['one.md', 'starter.sql'], withheld: ['solution/s.sql', 'wrong/w.sql'] };

type Given = string | readonly [path: string, content: string];

/** Each path with its own content unless another one is given. */
const files = (...paths: readonly Given[]) =>
  paths.map((one) => {
    const [path, content] = typeof one === 'string' ? [one, one] : one;
    return { path, size: content.length, sha256: content };
  });
const withheld = (...paths: readonly Given[]): readonly string[] => [...withheldFromLearners(files(...paths), [lab])];

describe('what learners may not have', () => {
  it('is what the manifest withholds, in whatever spelling', () => {
    expect(withheld('labs/a/lab.yaml', 'labs/a/solution/s.sql', 'labs/a/wrong/w.sql', 'labs/a/one.md')).toEqual([
      'labs/a/solution/s.sql',
      'labs/a/wrong/w.sql',
    ]);
    expect(withheld('labs/a/Solution/S.SQL')).toEqual(['labs/a/Solution/S.SQL']);
  });

  it('is what lies beside a solution in a folder of its own, also deeper', () => {
    expect(withheld('labs/a/solution/s.sql', 'labs/a/solution/help.py', 'labs/a/solution/deep/x')).toHaveLength(3);
    expect(withheld('labs/a/solutions/other', 'labs/a/media/x.png', 'solution/s.sql')).toEqual([]);
  });

  it('is not what lies beside a solution among files of the learner', () => {
    const beside = { folder: 'b', kept: ['one.md'], withheld: ['solution.sql'] };
    const found = withheldFromLearners(files('b/one.md', 'b/solution.sql', 'b/diagram.png'), [beside]);
    expect([...found]).toEqual(['b/solution.sql']);
  });

  it('is a copy of a solution under another name, unless the learner’s manifest names it', () => {
    const same = 'the solution';
    expect(withheld(['labs/a/solution/s.sql', same], ['labs/a/notes/copy.sql', same])).toHaveLength(2);
    expect(withheld(['labs/a/solution/s.sql', same], ['labs/a/starter.sql', same])).toEqual(['labs/a/solution/s.sql']);
    expect(withheld(['labs/a/solution/s.sql', ''], ['labs/a/__init__.py', ''])).toEqual(['labs/a/solution/s.sql']);
  });

  it('is a lab that the course does not list', () => {
    expect(withheld('labs/a/lab.yaml', 'labs/b/lab.yaml', 'labs/b/any/file', 'labs/bc/file', 'lab.yaml')).toEqual([
      'labs/b/lab.yaml',
      'labs/b/any/file',
      'lab.yaml',
    ]);
  });
});
