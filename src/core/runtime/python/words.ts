import type { SourceLocation } from '../../check/result.js';
import { code } from '../../check/text/words.js';
import type { PythonFailure, PythonPlace, PythonScene } from './failure.js';

/** What a learner reads about the end of a run. */
export interface PythonWords {
  readonly message: string;
  /** The next thing to look at. */
  readonly help?: string;
  readonly location?: SourceLocation;
}

export type Said = Omit<PythonWords, 'location'>;

/** Puts one kind of exception into words. */
export type Say = (failure: PythonFailure, scene: PythonScene) => Said;

/** `line 12 of `etl.py``, `cell 3, line 2 of `etl.ipynb``. */
export const placeWords = ({ file, line, cell }: PythonPlace): string =>
  `${cell === undefined ? '' : `cell ${cell}, `}line ${line} of ${code(file)}`;

/** ` on line 12 of `etl.py``; nothing where no place is known. */
export const onPlace = (place: PythonPlace | undefined): string =>
  place === undefined ? '' : ` ${place.cell === undefined ? 'on' : 'in'} ${placeWords(place)}`;

/** A place as the editor marks it. A line of a notebook's cell is no line of the file. */
export const locationOf = (place: PythonPlace | undefined): SourceLocation | undefined => {
  if (place === undefined || place.cell !== undefined) return undefined;
  const { file, line, column, endLine, endColumn } = place;
  return {
    file,
    line,
    ...(column !== undefined && { column }),
    ...(column !== undefined && endLine !== undefined && endColumn !== undefined && { endLine, endColumn }),
  };
};

/** A message of Python's or a database's as the end of a sentence of ours: one line, one full stop. */
export const asSentence = (text: string): string => {
  const line = text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('`', 'ˋ');
  const short = line.length > longest ? `${line.slice(0, longest)}…` : line;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
};

const longest = 300;

/** ` Did you mean `conn`?` */
export const didYouMean = ({ similar }: PythonFailure): string =>
  similar === undefined ? '' : ` Did you mean ${code(similar)}?`;
