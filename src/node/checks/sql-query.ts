import type { CheckContext } from '../../core/check/context.js';
import type { CheckOutcome } from '../../core/check/result.js';
import type { SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';
import { askedOutcome } from './sql/author-query.js';
import { expectedSource, sourceOf } from './sql/expected.js';
import { judgeWork } from './sql/judge.js';
import { prepareSql } from './sql/prepare.js';
import { failedOutcome, tooManyRows } from './sql/sql-failure.js';
import type { Work } from './sql/submitted.js';
import { tableOutcome } from './sql/table-outcome.js';
import type { SqlTools } from './sql/tools.js';

type Spec = SpecOf<'sql.query'>;

/** `sql.query`: the last result of the learner's files, or what the author's query answers after they ran, is the expected table. */
export const sqlQuery = (tools: SqlTools): CheckKind<Spec> => ({
  kind: 'sql.query',
  prepare: prepareSql(tools),
  run: (spec, context) =>
    judgeWork(tools, spec, context, async (work, roles) =>
      spec.query === undefined
        ? lastResult(tools, spec, context, work)
        : askedOutcome(tools, spec, context, work, { query: roles.fill(spec.query), what: 'what your work gives' }),
    ),
});

const lastResult = async (
  { benches }: SqlTools,
  { expected, service, compare, disclose }: Spec,
  context: CheckContext,
  { last, isolation }: Work,
): Promise<CheckOutcome> => {
  if (!last)
    return {
      status: 'failed',
      message: 'Your SQL runs, but none of its statements returns rows.',
      help: 'End the file with a SELECT.',
      isolation,
    };
  if (last.truncated) return failedOutcome(tooManyRows(last.rows.length, last.location), isolation);
  return tableOutcome(context, {
    expected: await expectedSource(expected, context, benches, service),
    actual: sourceOf(last),
    compare,
    disclose,
    what: 'your result',
    isolation,
    location: last.location,
    query: last.query,
  });
};
