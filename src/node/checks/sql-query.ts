import type { CheckContext } from '../../core/check/context.js';
import type { CheckOutcome } from '../../core/check/result.js';
import type { SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';
import type { Benches } from './sql/benches.js';
import { expectedSource, sourceOf } from './sql/expected.js';
import { askAuthor } from './sql/author-query.js';
import { failedOutcome, tooManyRows } from './sql/sql-failure.js';
import { loadParser } from './sql/statements.js';
import { submitted, type Submitted } from './sql/submitted.js';
import { tableOutcome } from './sql/table-outcome.js';

type Spec = SpecOf<'sql.query'>;

/** `sql.query`: the last result of the learner's files, or what the author's query answers after they ran, is the expected table. */
export const sqlQuery = (benches: Benches): CheckKind<Spec> => ({
  kind: 'sql.query',
  prepare: loadParser,
  async run(spec, context) {
    const work = await submitted(context, benches, spec);
    if (work.failure) return failedOutcome(work.failure, work.isolation);
    return spec.query === undefined
      ? lastResult(spec, context, benches, work)
      : probed(spec, spec.query, context, benches, work);
  },
});

const lastResult = async (
  spec: Spec,
  context: CheckContext,
  benches: Benches,
  work: Submitted,
): Promise<CheckOutcome> => {
  const { last, isolation } = work;
  if (!last)
    return {
      status: 'failed',
      message: 'Your SQL runs, but none of its statements returns rows.',
      help: 'End the file with a SELECT.',
      isolation,
    };
  const expected = await expectedSource(spec.expected, context, benches.of(await context.service(spec.service)));
  if (last.truncated) return failedOutcome(tooManyRows(last.rows.length, last.location), isolation);
  const { compare, disclose } = spec;
  return tableOutcome(context, {
    expected,
    actual: sourceOf(last),
    compare,
    disclose,
    what: 'your result',
    isolation,
    location: last.location,
    query: last.query,
  });
};

const probed = async (
  spec: Spec,
  query: string,
  context: CheckContext,
  benches: Benches,
  work: Submitted,
): Promise<CheckOutcome> => {
  const actual = await askAuthor(work, query, context);
  if ('status' in actual) return actual;
  const expected = await expectedSource(spec.expected, context, benches.of(await context.service(spec.service)));
  const { compare, disclose } = spec;
  return tableOutcome(context, {
    expected,
    actual,
    compare,
    disclose,
    what: 'what your work gives',
    isolation: work.isolation,
  });
};
