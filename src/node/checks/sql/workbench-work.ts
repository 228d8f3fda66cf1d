import type { CheckContext } from '../../../core/check/context.js';
import { code, listOf } from '../../../core/check/text/words.js';
import { LabError } from '../../../core/errors.js';
import { errorCode } from '../../process/error-code.js';
import type { Workbenches } from '../../workbench/workbenches.js';
import { serviceError } from './service-error.js';
import type { SqlSession } from './session.js';
import type { Unfit, Work } from './submitted.js';

/** SQLSTATE of a database that is not there. */
const noDatabase = '3D000';

/** What the learner's code has left in a database of the run's workbench; what the lab gives, where no code has run yet. */
export const workbenchWork = async (
  context: CheckContext,
  workbenches: Workbenches,
  service: string | undefined,
  database: string,
): Promise<Work | Unfit> => {
  const session = (name: string): Promise<SqlSession> => workbenches.session(context, service, name);
  try {
    return { session: await session(database), isolation: 'scratch', ran: 'your code', database };
  } catch (error) {
    if (error instanceof LabError) throw error;
    if (errorCode(error) !== noDatabase) throw serviceError(error);
    // Nobody drops a template by mistake.
    return missing(database, await databasesOf(await session('template1'), context));
  }
};

const databasesOf = async (session: SqlSession, { signal }: CheckContext): Promise<readonly string[]> => {
  const own = `select datname from pg_database where not datistemplate and datname <> 'postgres' order by 1`;
  const { rows } = await session.run(own, { keep: 1000 }, signal);
  return rows.flatMap(([name]) => name ?? []);
};

const missing = (database: string, others: readonly string[]): Unfit => {
  const there =
    others.length === 0 ? 'There is none.' : `There ${others.length === 1 ? 'is' : 'are'} ${listOf(others.map(code))}.`;
  return {
    failure: {
      message: `There is no database ${code(database)} after your code has run. ${there}`,
      help: 'Look at where your code creates the database, and whether it drops it again.',
    },
    isolation: 'scratch',
  };
};
