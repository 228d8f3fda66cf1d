import type { LabData } from '../course/course.js';
import type { PostgresSpec, ServiceSpec } from '../service/service.js';
import { referenceSchema } from '../service/service.js';
import type { ServiceManifest } from './service-schema.js';

type ManifestOf<Kind extends ServiceManifest['kind']> = Extract<ServiceManifest, { readonly kind: Kind }>;

/** What services of a lab are built with. */
export interface ServiceSurroundings {
  readonly data: LabData | undefined;
  /** Absolute path of a relative one. */
  absolute(relative: string): string;
}

const buildPostgres = (
  { seed, login, reference, ...spec }: ManifestOf<'postgres'>,
  { data, absolute }: ServiceSurroundings,
): PostgresSpec => ({
  ...spec,
  ...(seed === undefined ? {} : { seed: absolute(seed) }),
  ...(login === undefined ? {} : { login }),
  ...(reference && data
    ? { reference: { [referenceSchema('full')]: data.full, [referenceSchema('quick')]: data.quick } }
    : {}),
});

/** The model of a service in a valid lab.yaml. */
export const buildService = (service: ServiceManifest, surroundings: ServiceSurroundings): ServiceSpec => {
  switch (service.kind) {
    case 'postgres':
      return buildPostgres(service, surroundings);
  }
};
