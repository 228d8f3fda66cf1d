import { at, hash32, permutation } from './random.js';
import { coinages, emblems, qualities, things } from './words.js';

/** A way to make one text of two words; no two ways ever make the same text. */
type Pattern = (first: string, second: string) => string;

const titlePatterns: readonly Pattern[] = [
  (a, b) => `${a} ${b}`,
  (a, b) => `The ${b} Was ${a}`,
  (a, b) => `Don't Wake the ${a} ${b}`,
  (a, b) => `${b}, Oh ${a} ${b}`,
  (a, b) => `My ${b}'s ${a} Again`,
  (a, b) => `"${a}" Said the ${b}`,
  (a, b) => `${a} ${b} (Demo)`,
  (a, b) => `Für ${b}, ${a} wie Du`,
  (a, b) => `¿${a} ${b}?`,
  (a, b) => `${b} & Co. Are ${a}`,
  (a, b) => `Waltz for a ${a} ${b}`,
  (a, b) => `${a}/${b}`,
  (a, b) => `Half Past ${a} ${b}`,
  (a, b) => `${b} #9: ${a}`,
  (a, b) => `Été ${a} au ${b}`,
  (a, b) => `So ${a}, So ${b}!`,
  (a, b) => `100% ${a} ${b}_`,
];

const artistPatterns: readonly Pattern[] = [
  (a, b) => `${a} & the ${b}s`,
  (a, b) => `The ${b} ${a}`,
  (a, b) => `DJ ${a} ${b}`,
  (a, b) => `${a}'s ${b} Club`,
  (a, b) => `Björn ${a} / ${b}`,
  (a, b) => `${a}, ${b} & Sons`,
  (a, b) => `Les ${b}s de ${a}`,
  (a, b) => `${a} feat. ${b}`,
  (a, b) => `${a} "${b}" Trio`,
  (a, b) => `Orquesta ${a} y ${b}`,
  (a, b) => `${a} ${b}`,
];

/** Used when all combinations of words are used up: only at large scales. */
const titleEndings = ['', ' (Live)', ', Part Two', ' [Reprise]', ' - Acoustic', ' (Extended)', ' (8-Track)'];
const artistEndings = ['', ' II', ' Ensemble', ' Revival', ' Collective'];

/** Different texts for different numbers: the pattern changes from one to the next, the words in a secret order. */
const naming = (
  key: number,
  patterns: readonly Pattern[],
  [firsts, seconds]: readonly [readonly string[], readonly string[]],
  endings: readonly string[],
): ((index: number) => string) => {
  const pairs = firsts.length * seconds.length;
  const shuffled = patterns.map((_, pattern) => permutation(pairs, hash32(key, pattern)));
  return (index) => {
    const pattern = index % patterns.length;
    const turn = Math.floor(index / patterns.length);
    const pair = at(shuffled, pattern)(turn % pairs);
    const [first, second] = [at(firsts, pair % firsts.length), at(seconds, Math.floor(pair / firsts.length))];
    return at(patterns, pattern)(first, second) + at(endings, Math.floor(turn / pairs));
  };
};

/** The title of the song with a number; different numbers, different titles. */
export const titles = (key: number): ((song: number) => string) =>
  naming(key, titlePatterns, [qualities, things], titleEndings);

/** The name of the artist with a number; different numbers, different names. */
export const artistNames = (key: number): ((artist: number) => string) =>
  naming(key, artistPatterns, [coinages, emblems], artistEndings);
