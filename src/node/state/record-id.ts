import { LabError } from '../../core/errors.js';

const idRule = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Ids become file names: nothing but what manifests allow may get there. Throws `internal` for anything else. */
export const requireId = (id: string): string => {
  if (!idRule.test(id)) throw new LabError('internal', `\`${id}\` is not an identifier.`);
  return id;
};
