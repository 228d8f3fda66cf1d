import type { CheckResult, CheckRun } from '../core/check/result.js';

/**
 * Check runs as JUnit XML (the schema that CI servers read): a test suite per exercise, a test case per check. Wrong work is a
 * `failure`, what could not be checked an `error`.
 */
export const junitXml = (name: string, runs: readonly CheckRun[]): string => {
  const all = runs.flatMap((run) => run.results);
  const seconds = (ms: number): string => (ms / 1000).toFixed(3);
  const suites = runs.map(
    (run) =>
      `  <testsuite${attributes({ name: run.exerciseTitle, ...counts(run.results), time: seconds(run.durationMs), timestamp: new Date(run.startedAt).toISOString() })}>\n${run.results.map((result) => testCase(run, result)).join('')}  </testsuite>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name, ...counts(all) })}>\n${suites.join('')}</testsuites>\n`;

  function testCase(run: CheckRun, result: CheckResult): string {
    const head = `    <testcase${attributes({ name: result.title, classname: `${run.courseId}.${run.itemId}.${run.exerciseId}`, time: seconds(result.durationMs) })}`;
    const body = outcome(result);
    return body === '' ? `${head}/>\n` : `${head}>\n      ${body}\n    </testcase>\n`;
  }
};

const counts = (results: readonly CheckResult[]) => ({
  tests: results.length,
  failures: results.filter(isFailure).length,
  errors: results.filter(isError).length,
  skipped: results.filter((result) => result.status === 'skipped').length,
});

const isFailure = ({ status }: CheckResult): boolean => status === 'failed' || status === 'timeout';
const isError = ({ status }: CheckResult): boolean => status === 'error' || status === 'cancelled';

const outcome = (result: CheckResult): string => {
  if (result.status === 'passed') return '';
  const message = attributes({ message: result.message });
  if (result.status === 'skipped') return `<skipped${message}/>`;
  const place = result.location ? `${result.location.file}:${result.location.line}\n` : '';
  return `<${isError(result) ? 'error' : 'failure'}${message} type="${result.status}">${escape(place + (result.help ?? ''))}</${isError(result) ? 'error' : 'failure'}>`;
};

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values).map(([key, value]) => ` ${key}="${escape(String(value))}"`).join(''); // prettier-ignore

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Whether XML 1.0 can hold a character. */
const isXml = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x20 ? code !== 0xfffe && code !== 0xffff : code === 0x09 || code === 0x0a || code === 0x0d;
};

/** XML text; characters that XML 1.0 can't hold are dropped. */
const escape = (text: string): string =>
  Array.from(text)
    .filter(isXml)
    .map((character) => entities[character] ?? character)
    .join('');
