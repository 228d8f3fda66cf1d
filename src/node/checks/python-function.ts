import type { CheckContext } from '../../core/check/context.js';
import { applyDisclosure } from '../../core/check/feedback/disclosure.js';
import type { CheckOutcome } from '../../core/check/result.js';
import { code } from '../../core/check/text/words.js';
import { LabError } from '../../core/errors.js';
import type { SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';
import { describeEnding } from '../../core/runtime/python/describe-ending.js';
import type { PythonWords } from '../../core/runtime/python/describe-failure.js';
import { describeMissing, describeNoTable, describeValue } from '../../core/runtime/python/describe-value.js';
import { readPythonValue } from '../../core/runtime/python/value.js';
import { tableOf } from '../../core/runtime/python/value-table.js';
import type { PythonReport } from '../runtimes/python/report.js';
import { endingOf } from './python-ending.js';
import { failedRun, type PythonRuns } from './python-runs.js';
import { literalTable, sourceOf } from './sql/expected.js';
import { tableOutcome } from './sql/table-outcome.js';

type Spec = SpecOf<'python.function'>;

/** `python.function`: what a call of the learner's function returns, as a value or as a table. */
export const pythonFunction = (runs: PythonRuns): CheckKind<Spec> => ({
  kind: 'python.function',
  explainsTimeout: true,
  prepare: (preparation) => runs.prepare(preparation),
  async run(spec, context) {
    const { setup = '', call, module, runtime, memory } = spec;
    const result = await runs.run(context, {
      ...{ runtime, file: module, memory },
      task: { kind: 'function', setup, call },
    });
    if (!result.end) return failedRun(result.words, '');
    const { end, scene } = result;
    requireOwnFault(end.report);
    const { report, output } = end;
    if (report?.ended === 'missing')
      return failedRun(describeMissing(report.names, report.functions, scene.script), output);
    const words = describeEnding(endingOf(end), scene);
    if (words) return failedRun(words, output);
    if (report?.ended !== 'value') return failedRun(noValue(spec, report), output);
    const outcome = await judge(spec, context, report);
    return { ...outcome, ...(output !== '' && { log: output }) };
  },
});

/** The author's own code may fail: that is no fault of the learner's. */
const requireOwnFault = (report: PythonReport | undefined): void => {
  if (report?.ended !== 'error' || report.stage === 'import' || report.error.place) return;
  const what = report.stage === 'setup' ? 'The preparation of this check' : 'The call of this check';
  throw new LabError('manifest-invalid', `${what} fails: ${report.error.type}: ${report.error.message}.`, {
    cure: 'Tell the author of the lab.',
    detail: report.error.traceback,
  });
};

const noValue = ({ call }: Spec, report: PythonReport | undefined): PythonWords =>
  report?.ended === 'too-large'
    ? { message: `What ${code(call)} returns is far too large.`, help: 'Return only what is asked for.' }
    : {
        message: `${code(call)} ends the program in place of returning a value.`,
        help: 'Look for `sys.exit`, `exit` or `os._exit`.',
      };

const judge = async (
  { call, expected, compare, disclose }: Spec,
  context: CheckContext,
  report: PythonReport & { readonly ended: 'value' },
): Promise<CheckOutcome> => {
  if (!expected) return { status: 'passed', message: `${code(call)} runs to its end.`, isolation: 'scratch' };
  const value = readPythonValue(report.value);
  if ('value' in expected) {
    const judged = describeValue(
      { call, expected: expected.value, actual: value, shown: report.shown },
      compare,
      disclose,
    );
    return applyDisclosure({ ...judged, isolation: 'scratch' }, disclose ?? 'full');
  }
  const table = tableOf(value, expected.columns);
  if (!table) return { ...describeNoTable(call, value), status: 'failed', isolation: 'scratch' };
  return tableOutcome(context, {
    ...{ expected: literalTable(expected), actual: sourceOf(table), compare, disclose },
    ...{ what: `what \`${call}\` returns`, isolation: 'scratch' },
  });
};
