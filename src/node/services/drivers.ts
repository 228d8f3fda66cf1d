import { dockerPostgresDriver } from './docker/postgres-driver.js';
import type { ServiceDriver } from './driver.js';
import type { Instance } from './instance.js';
import { postgresDriver } from './postgres/driver.js';

const drivers: Readonly<Record<Instance['kind'], Readonly<Record<Instance['target'], ServiceDriver>>>> = {
  postgres: { local: postgresDriver, docker: dockerPostgresDriver },
};

/** The driver of an instance: a new kind of service is one more line here. */
export const driverOf = ({ kind, target }: Pick<Instance, 'kind' | 'target'>): ServiceDriver => drivers[kind][target];
