import { LabError } from '../errors.js';
import type { DataSpec } from './data-spec.js';
import type { GeneratedData } from './generated.js';
import { daysOf } from './sparkify/month.js';
import { sparkify } from './sparkify/sparkify.js';
import { specProblem } from './spec-problem.js';

/** Goes up whenever some spec gives other bytes than before: data that was made earlier is made anew then. */
export const generatorVersion = 1;

/**
 * The data of a spec: the same bytes for the same spec, on every platform and in every engine. Throws `usage` for a spec that
 * {@link specProblem} finds fault with.
 */
export const generate = (spec: DataSpec): GeneratedData => {
  const problem = specProblem(spec);
  const days = daysOf(spec);
  if (problem || !days) throw new LabError('usage', problem?.message ?? 'There are no such days.', problem && { cure: problem.cure }); // prettier-ignore
  return sparkify(spec, days);
};
