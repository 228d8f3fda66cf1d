import type { Exercise, Lab } from '../course/course.js';
import type { CheckSpec } from '../manifest/check-schema.js';
import type { Tier } from '../vocabulary.js';

/** The checks that a run of this tier is made of. A check that needs one of the full tier belongs to it too. */
export const checksOf = ({ checks }: Pick<Exercise, 'checks'>, tier: Tier): readonly CheckSpec[] => {
  if (tier === 'full') return checks;
  const full = new Set(checks.filter((check) => check.tier === 'full').map(({ id }) => id));
  for (let before = -1; before !== full.size;) {
    before = full.size;
    for (const { id, needs = [] } of checks) if (needs.some((need) => full.has(need))) full.add(id);
  }
  return checks.filter(({ id }) => !full.has(id));
};

/** The tiers that a save runs, one after the other as long as all checks pass: quick first when that is less work. */
export const tiersOnSave = ({ data }: Lab, exercise: Exercise): readonly Tier[] => {
  const lessData = data !== undefined && data.quick !== data.full;
  const lessWork = lessData
    ? exercise.checks.some(({ kind }) => kind.startsWith('python.'))
    : exercise.checks.some(({ tier }) => tier === 'full');
  return lessWork && checksOf(exercise, 'quick').length > 0 ? ['quick', 'full'] : ['full'];
};
