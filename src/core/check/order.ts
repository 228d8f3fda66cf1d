import type { CheckSpec } from '../manifest/schema.js';

/** Checks in manifest order, except that every check comes after those it needs. Needs are acyclic: the manifest layer refuses cycles. */
export const inNeedsOrder = (checks: readonly CheckSpec[]): readonly CheckSpec[] => {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const ordered = new Set<CheckSpec>();
  const place = (check: CheckSpec): void => {
    if (ordered.has(check)) return;
    for (const need of check.needs ?? []) {
      const needed = byId.get(need);
      if (needed) place(needed);
    }
    ordered.add(check);
  };
  checks.forEach(place);
  return [...ordered];
};
