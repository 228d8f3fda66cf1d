import type { Preparation } from '../../../core/ports.js';
import { loadParser } from './statements.js';
import type { SqlTools } from './tools.js';

/** What the first SQL check of a run would have to wait for: the parser, and the workbench where checks of the exercise use it. */
export const prepareSql =
  ({ workbenches }: SqlTools) =>
  async (preparation: Preparation): Promise<void> => {
    const { checks } = preparation.exercise;
    const used = checks.some((check) => 'database' in check && check.database !== undefined);
    await Promise.all([loadParser(), used && workbenches.prepare(preparation)]);
  };
