import type { Lab } from '../../../core/course/course.js';
import type { PostgresSpec } from '../../../core/service/service.js';

/** The PostgreSQL services of a lab, by name. */
export const postgresOf = ({ services }: Lab): ReadonlyMap<string, PostgresSpec> =>
  new Map(Object.entries(services).flatMap(([name, spec]) => (spec.kind === 'postgres' ? [[name, spec]] : [])));

/** The service of this name; without a name, the lab's only one. */
export const postgresNamed = (lab: Lab, name: string | undefined): PostgresSpec | undefined => {
  const all = postgresOf(lab);
  return name === undefined ? [...all.values()][0] : all.get(name);
};
