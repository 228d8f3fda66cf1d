import type { SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';
import { askAuthor } from './sql/author-query.js';
import type { Benches } from './sql/benches.js';
import { expectedSource } from './sql/expected.js';
import { quotedName } from './sql/names.js';
import { failedOutcome } from './sql/sql-failure.js';
import { loadParser } from './sql/statements.js';
import { submitted } from './sql/submitted.js';
import { tableOutcome } from './sql/table-outcome.js';

/** `sql.rows`: after the learner's files have run, a table holds the expected rows. */
export const sqlRows = (benches: Benches): CheckKind<SpecOf<'sql.rows'>> => ({
  kind: 'sql.rows',
  prepare: loadParser,
  async run(spec, context) {
    const work = await submitted(context, benches, spec);
    if (work.failure) return failedOutcome(work.failure, work.isolation);
    const columns = spec.columns?.map(quotedName).join(', ') ?? '*';
    const actual = await askAuthor(
      work,
      `select ${columns} from ${quotedName(spec.table)}${spec.where === undefined ? '' : ` where ${spec.where}`}`,
      context,
    );
    if ('status' in actual) return actual;
    const expected = await expectedSource(spec.expected, context, benches.of(await context.service(spec.service)));
    const { compare, disclose } = spec;
    return tableOutcome(context, {
      expected,
      actual,
      compare,
      disclose,
      what: `table ${spec.table}`,
      isolation: work.isolation,
    });
  },
});
