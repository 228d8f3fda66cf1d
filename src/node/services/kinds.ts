import { LabError } from '../../core/errors.js';
import type { ExternalServer, ServiceSpec, SpecOf } from '../../core/service/service.js';
import { externalKind } from '../../core/service/service.js';
import type { Instance } from './instance.js';
import type { ServiceKind } from './kind.js';
import { postgresKind } from './postgres/kind.js';

type Kinds = {
  readonly [Kind in ServiceSpec['kind']]: ServiceKind<SpecOf<Kind>, Extract<ExternalServer, { readonly kind?: Kind }>>;
};

/** What users need of each kind of service. */
const kinds: Kinds = { postgres: postgresKind };

/** Whoever holds a spec gives it to the kind of that very spec only. */
export const kindOf = ({ kind }: Pick<ServiceSpec, 'kind'>): ServiceKind<ServiceSpec, ExternalServer> => kinds[kind];

/** Throws `usage` when a service can't run there. */
export const requireTarget = (name: string, spec: ServiceSpec, target: Instance['target']): void => {
  const { title, targets } = kindOf(spec);
  if (targets.includes(target)) return;
  throw new LabError('usage', `The service \`${name}\` can't run in Docker: ${title} has no container here.`, {
    cure: `Remove \`${name}\` from the setting \`delabs.connections\`.`,
  });
};

/** Throws `usage` when a server of the learner's own is of another kind than the service it shall stand for. */
export const requireExternal = (name: string, spec: ServiceSpec, external: ExternalServer): void => {
  const given = externalKind(external);
  if (given === spec.kind) return;
  const { title } = kindOf(spec);
  throw new LabError(
    'usage',
    `The service \`${name}\` is ${title}, and the server set for it is ${kindOf({ kind: given }).title}.`,
    {
      cure: `Correct \`${name}\` in the setting \`delabs.connections\`.`,
    },
  );
};
