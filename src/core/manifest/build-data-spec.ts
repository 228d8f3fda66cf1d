import type { DataSpec } from '../data/data-spec.js';
import type { LabManifest } from './schema.js';

type DataManifest = NonNullable<LabManifest['data']>;

/** A manifest's data as the generator takes it. */
export const buildDataSpec = ({ from, days, form, scale = 1, ...spec }: DataManifest['full']): DataSpec => ({
  ...spec,
  scale,
  ...(from === undefined ? {} : { from }),
  ...(days === undefined ? {} : { days }),
  ...(form === undefined ? {} : { form }),
});
