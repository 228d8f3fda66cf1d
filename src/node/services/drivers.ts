import type { ServiceDriver } from './driver.js';
import type { Instance } from './instance.js';
import { postgresDriver } from './postgres/driver.js';

const drivers: Readonly<Record<Instance['kind'], ServiceDriver>> = { postgres: postgresDriver };

/** The driver of a kind of service: a new kind is one more line here. */
export const driverOf = (kind: Instance['kind']): ServiceDriver => drivers[kind];
