import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DigestIndex } from '../../../src/core/check/compare/digest-index.js';
import { IntList } from '../../../src/core/check/compare/int-list.js';
import { sha } from './support.js';

describe('digest index', () => {
  it('numbers digests in the order they come, whatever they are', () => {
    const text = fc.string({ maxLength: 12 });
    const property = fc.property(fc.array(text, { maxLength: 200 }), (digests) => {
      const [index, known] = [new DigestIndex(), new Map<string, number>()];
      for (const digest of digests) {
        expect(index.find(digest)).toBe(known.get(digest));
        if (!known.has(digest)) known.set(digest, known.size);
        expect(index.add(digest)).toBe(known.get(digest));
      }
      expect(index.size).toBe(known.size);
    });
    fc.assert(property);
    expect(new DigestIndex().find('never seen')).toBeUndefined();
  });

  it('keeps numbers while it grows', () => {
    const index = new DigestIndex();
    const digests = Array.from({ length: 40_000 }, (_, i) => sha(String(i)));
    digests.forEach((digest) => index.add(digest));
    expect(index.size).toBe(digests.length);
    expect(digests.every((digest, i) => index.find(digest) === i)).toBe(true);
    expect(index.find(sha('other'))).toBeUndefined();
  });

  it('looks at all of a digest, not only at the part that chooses its place', () => {
    const index = new DigestIndex();
    for (const digest of ['aXXX', 'aYXX', 'aXYX', 'aXXY', 'aXXXa', 'a']) index.add(digest);
    expect(index.size).toBe(6);
  });
});

describe('list of integers', () => {
  it('counts beyond one chunk', () => {
    const list = new IntList();
    for (let i = 0; i < 40_000; i++) list.push(i);
    expect([list.length, list.at(0), list.at(16_384), list.at(39_999), list.at(40_000)]).toEqual([
      40_000, 0, 16_384, 39_999, 0,
    ]);
    expect([list.increment(39_999), list.at(39_999)]).toEqual([39_999, 40_000]);
  });
});
