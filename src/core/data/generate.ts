import { LabError } from '../errors.js';
import type { DataSpec } from './data-spec.js';
import type { GeneratedData } from './generated.js';

/** The data that a spec describes. */
export const generate = ({ generator }: DataSpec): GeneratedData => {
  throw new LabError('internal', `The data ${generator} can not be generated.`, { cure: 'Update the extension.' });
};
