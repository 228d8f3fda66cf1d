import { at, hash32, keyOf, permutation, type Permutation } from './random.js';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A number as letters, so many that their order is the order of the numbers. */
const inLetters = (value: number, length: number): string => {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 26)) text = at(letters, rest % 26) + text;
  return text;
};

/** Ids that five letters can tell apart. */
const tellable = 11_881_376;

/** Songs in a folder at least; folders of the third letter in one of the second. */
const folders = { songs: 12, third: 3, second: 26, first: 26 } as const;

/** Ids of 18 letters and digits, as the catalogues of music services have them. */
export class Ids {
  readonly #key: number;
  readonly #place: Permutation;
  readonly #perFolder: number;

  constructor(
    seed: number,
    private readonly songs: number,
  ) {
    this.#key = keyOf(seed, 'ids');
    this.#place = permutation(tellable, keyOf(seed, 'id places'));
    this.#perFolder = Math.max(folders.songs, Math.ceil(songs / (folders.third * folders.second * folders.first)));
  }

  song(index: number): string {
    return `SO${inLetters(this.#place(index), 5)}${this.#hex(index, 1)}${this.#hex(index, 2).slice(0, 3)}`;
  }

  artist(index: number): string {
    return `AR${inLetters(this.#place(this.songs + index), 5)}1187${this.#hex(index, 3).slice(1)}`;
  }

  /** In the order of the songs; the third to fifth letter are the folders of the file. */
  track(index: number): string {
    const folder = Math.floor(index / this.#perFolder);
    const third = folder % folders.third;
    const place = inLetters(Math.floor(folder / folders.third), 2) + inLetters(third, 1);
    return `TR${place}${inLetters(index % this.#perFolder, 2)}128${this.#hex(index, 4)}`;
  }

  #hex(index: number, field: number): string {
    return hash32(this.#key, index, field).toString(16).toUpperCase().padStart(8, '0');
  }
}
