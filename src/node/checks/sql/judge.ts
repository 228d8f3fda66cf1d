import { Roles } from '../../../core/check/bind/roles.js';
import { UnresolvedRole } from '../../../core/check/bind/unresolved.js';
import type { CheckContext } from '../../../core/check/context.js';
import type { CheckOutcome } from '../../../core/check/result.js';
import { diagnosed, type Diagnoses } from './diagnose.js';
import { learnerTables } from './learner-tables.js';
import { failedOutcome } from './sql-failure.js';
import { submitted, type RunSpec, type Unfit, type Work } from './submitted.js';
import type { SqlTools } from './tools.js';
import { asksReference, showReference } from './reference-tables.js';
import { workbenchWork } from './workbench-work.js';

/** The part of a check's spec that says what is looked at. */
export interface WorkSpec extends RunSpec {
  readonly database?: string | undefined;
  readonly query?: string | undefined;
  readonly where?: string | undefined;
  readonly diagnose?: Diagnoses | undefined;
}

/**
 * Gets what the learner's work left and judges it. What keeps it from being judged is wrong work, too: files that do not run, a
 * database or a table that is not there. After a failure the author's diagnoses are asked.
 */
export const judgeWork = async (
  tools: SqlTools,
  spec: WorkSpec,
  context: CheckContext,
  judge: (work: Work, roles: Roles) => Promise<CheckOutcome>,
): Promise<CheckOutcome> => {
  const work = await workOf(tools, spec, context);
  if ('failure' in work) return failedOutcome(work.failure, work.isolation);
  if (spec.database !== undefined && asksReference(spec)) await showReference(work.session, spec.service, context);
  const roles = await rolesOf(work, context);
  const outcome = await judge(work, roles).catch((error: unknown) => unresolvedOutcome(error, work));
  return outcome.status === 'passed' ? outcome : diagnosed(outcome, spec.diagnose ?? [], { work, roles, context });
};

const workOf = ({ benches, workbenches }: SqlTools, spec: WorkSpec, context: CheckContext): Promise<Work | Unfit> =>
  spec.database === undefined
    ? submitted(context, benches, spec)
    : workbenchWork(context, workbenches, spec.service, spec.database);

/** A lab without roles costs no look at the learner's tables. */
const rolesOf = async ({ session, database }: Work, { lab, signal }: CheckContext): Promise<Roles> => {
  const tables = Object.keys(lab.bind).length === 0 ? [] : await learnerTables(session, signal);
  return new Roles(lab.bind, tables, database);
};

const unresolvedOutcome = (error: unknown, { isolation }: Work): CheckOutcome => {
  if (!(error instanceof UnresolvedRole)) throw error;
  const { message, help } = error;
  return { status: 'failed', message, ...(help === undefined ? {} : { help }), isolation };
};
