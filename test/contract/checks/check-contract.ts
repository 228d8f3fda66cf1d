import { describe, expect, it } from 'vitest';
import type { CheckStatus, Isolation } from '../../../src/core/vocabulary.js';
import type { CheckSpec } from '../../../src/core/manifest/schema.js';
import type { LabWorld, SubmittedFiles } from '../../support/lab-world.js';

/** A kind of check, as the contract of all kinds needs to know it. */
export interface CheckSubject {
  readonly check: CheckSpec;
  /** The one file it looks at. */
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
  readonly isolation: Isolation;
  /** What comes of odd files. */
  readonly odd: {
    readonly missing: CheckStatus;
    readonly empty: CheckStatus;
    readonly blank: CheckStatus;
    readonly binary: CheckStatus;
    readonly large: CheckStatus;
  };
}

const sixMegabytes = 6 * 1024 * 1024;

/** What holds for a check of every kind. */
export const checkContract = (subject: CheckSubject, lab: () => LabWorld): void => {
  const { check, file, right, odd } = subject;
  const resultOf = async (files: SubmittedFiles, over: Partial<CheckSpec> = {}) =>
    (await lab().check({ 'other.txt': '', ...files }, [{ ...check, ...over } as CheckSpec])).results[0];

  describe(`the kind ${check.kind}`, () => {
    it('accepts right work', async () => {
      const result = await resultOf({ [file]: right }, { points: 3 });
      expect(result).toMatchObject({ status: 'passed', points: 3, maxPoints: 3, isolation: subject.isolation });
      expect(result?.message).toBeTruthy();
      expect(result).not.toHaveProperty('evidence');
      expect(result).not.toHaveProperty('location');
    });

    it('refuses wrong work and says why', async () => {
      const result = await resultOf({ [file]: subject.wrong }, { points: 3 });
      expect(result).toMatchObject({ status: 'failed', points: 0, maxPoints: 3, isolation: subject.isolation });
      expect(result?.message).toMatch(/\S.*[.!]/);
    });

    it('tells whose result it is, and is plain data', async () => {
      const result = await resultOf({ [file]: subject.wrong }, { requirement: 'R1' });
      const { id, title, kind } = check;
      expect(result).toMatchObject({ checkId: id, title, kind, requirement: 'R1', maxPoints: 1 });
      expect(result?.durationMs).toBeGreaterThanOrEqual(0);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    });

    it('gives the author’s help under wrong work that the kind has no help for', async () => {
      const own = (await resultOf({ [file]: subject.wrong }))?.help;
      const help = 'Read page 3.';
      expect((await resultOf({ [file]: subject.wrong }, { help }))?.help).toBe(own ?? help);
      expect((await resultOf({ [file]: right }, { help }))?.help).not.toBe(help);
    });

    it('is skipped when a check that it needs did not pass', async () => {
      const needed: CheckSpec = { id: 'first', title: 'The first', kind: 'files.exists', paths: ['nowhere.txt'] };
      const { results, grade } = await lab().check({ [file]: right }, [{ ...check, needs: ['first'] }, needed]);
      expect(results.map(({ status }) => status)).toEqual(['skipped', 'failed']);
      expect(results[0]?.message).toContain('The first');
      expect(grade).toMatchObject({ points: 0, gradable: true });
    });

    it.each([
      ['no file', undefined, odd.missing],
      ['an empty file', '', odd.empty],
      ['a file of spaces', ' \r\n\t\n', odd.blank],
      ['a file that is not text', new Uint8Array([0x53, 0xc3, 0x28, 0xff, 0xfe]), odd.binary],
      ['UTF-16 text', Buffer.from(`\ufeff${right}`, 'utf16le'), odd.binary],
      ['a file of 6 MB', ' '.repeat(sixMegabytes) + right, odd.large],
    ])('copes with %s', async (_what, content, status) => {
      const run = await lab().check(content === undefined ? {} : { [file]: content }, [check]);
      const [result] = run.results;
      expect(result).toMatchObject({ status });
      expect(run.grade.gradable).toBe(status !== 'error');
      if (status === 'passed') return;
      expect(result?.message).toMatch(status === 'error' ? file : /\S/);
      if (status === 'error') expect(result?.help).toBeTruthy();
    });

    it('reads a file with a byte order mark and line ends of Windows', async () => {
      const windows = `\ufeff${right.replaceAll('\n', '\r\n')}\r\n`;
      expect(await resultOf({ [file]: windows })).toMatchObject({ status: 'passed' });
    });

    it('gives the same result every time', async () => {
      const { durationMs: _one, ...first } = (await resultOf({ [file]: subject.wrong })) ?? { durationMs: 0 };
      const { durationMs: _two, ...second } = (await resultOf({ [file]: subject.wrong })) ?? { durationMs: 0 };
      expect(second).toEqual(first);
    });
  });
};
