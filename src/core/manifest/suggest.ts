import { quote } from './quote.js';

/** Steps from one word to another: insert, delete, replace one letter or swap two neighbours. */
const distance = (a: string, b: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
};

/** Bounds on the work, which grows with the lengths of both words and with the number of candidates. */
const longestWord = 64;
const mostCandidates = 200;

/** The candidate that was most likely meant: one slip in a short word, up to three in a long one. */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  if (word.length > longestWord) return undefined;
  const plain = word.toLowerCase();
  const slips = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  let best: string | undefined;
  let bestDistance = slips + 1;
  for (const candidate of candidates.slice(0, mostCandidates)) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const steps = distance(plain, candidate.toLowerCase());
    if (steps < bestDistance) [best, bestDistance] = [candidate, steps];
  }
  return best;
};

const listed = 20;

const join = (words: readonly string[], last: string): string => {
  if (words.length > listed) return `${words.slice(0, listed).join(', ')} and ${words.length - listed} more`;
  const end = words.at(-1) ?? '';
  return words.length < 2 ? end : `${words.slice(0, -1).join(', ')} ${last} ${end}`;
};

/** `a, b or c`, shortened when it would be a wall of words. */
export const alternatives = (words: readonly string[]): string => join(words, 'or');

/** `a, b and c`, shortened when it would be a wall of words. */
export const enumeration = (words: readonly string[]): string => join(words, 'and');

/** A cure for a word that is not among those known: the one that was meant, or all there are. */
export const cureFor = (word: string, known: readonly string[], none: string): string => {
  const meant = nearest(word, known);
  if (meant !== undefined) return `Did you mean ${quote(meant)}?`;
  return known.length === 0 ? none : `Use ${alternatives(known)}.`;
};
