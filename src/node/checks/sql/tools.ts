import type { Workbenches } from '../../workbench/workbenches.js';
import type { Benches } from './benches.js';

/** Where checks of SQL work. */
export interface SqlTools {
  readonly benches: Benches;
  readonly workbenches: Workbenches;
}
