import type { CheckContext } from '../../../core/check/context.js';
import { referenceSchema } from '../../../core/service/service.js';
import { postgresNamed } from '../../services/postgres/lab-services.js';
import { loadTemporary, referencePrefix } from '../../services/postgres/reference.js';
import type { Diagnoses } from './diagnose.js';
import type { SqlSession } from './session.js';

/** The SQL of a check. */
export interface AskedSql {
  readonly query?: string | undefined;
  readonly where?: string | undefined;
  readonly diagnose?: Diagnoses | undefined;
}

/** Whether a check compares the learner's tables with the lab's data itself. Tables that nobody asks for cost nothing. */
export const asksReference = ({ query = '', where = '', diagnose = [] }: AskedSql): boolean =>
  [query, where, ...diagnose.map((diagnosis) => diagnosis.query)].some((sql) => sql.includes(referencePrefix));

const shown = new WeakMap<SqlSession, Promise<void>>();

/** Lets SQL on the learner's database see the data of the run's tier, as `reference_songs` and the like. Rejects as `pg` does. */
export const showReference = async (
  session: SqlSession,
  service: string | undefined,
  { lab, tier }: CheckContext,
): Promise<void> => {
  const spec = postgresNamed(lab, service)?.reference?.[referenceSchema(tier)];
  if (!spec) return;
  const before = shown.get(session);
  if (before) return before;
  const loading = session.use((client) => loadTemporary(client, spec));
  shown.set(session, loading);
  loading.catch(() => shown.delete(session));
  return loading;
};
