import type { CancelSignal } from '../../ports.js';
import type { Row, RowSource } from '../table.js';

/** Rows read between two looks at the signal. */
const checkEvery = 1024;

/**
 * Hands every row of a source to `visit`, one at a time, until `visit` returns false or the rows end. Throws the signal's reason
 * when it is aborted; the source is closed in every case. Returns how many rows were visited.
 */
export const readRows = async (
  source: RowSource,
  signal: CancelSignal,
  visit: (row: Row, position: number) => boolean | void,
): Promise<number> => {
  signal.throwIfAborted();
  let position = 0;
  for await (const row of source.rows()) {
    if (position % checkEvery === 0) signal.throwIfAborted();
    if (visit(row, position++) === false) break;
  }
  return position;
};
