import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckResult, CheckRun } from '../../../src/core/check/result.js';
import type { Lab } from '../../../src/core/course/course.js';
import type { SpecOf } from '../../../src/core/manifest/check-schema.js';
import type { CheckSpec } from '../../../src/core/manifest/schema.js';
import { openLabWorld, type CheckOptions, type LabWorld, type SubmittedFiles } from '../../support/lab-world.js';
import { markedProcesses, pandasSpec } from '../../support/pythons.js';
import { eventually } from '../../support/service-home.js';
import { checkContract, type CheckSubject } from './check-contract.js';
import { functionCheck, runCheck } from './specs.js';

let world: LabWorld;
let lab: Lab;
beforeAll(async () => {
  world = await openLabWorld({ keepSpares: true });
  lab = { ...world.lab, runtimes: { py: pandasSpec } };
}, 300_000);
afterAll(async () => {
  await world.close();
  expect(await markedProcesses()).toEqual([]);
});

/** The same world, whose lab has Python. */
const withPython = (): LabWorld => ({
  ...world,
  check: (files, checks, options) => world.check(files, checks, { lab, ...options }),
});

const odd = { missing: 'failed', empty: 'failed', blank: 'failed', binary: 'failed', large: 'failed' } as const;
const subjects: readonly CheckSubject[] = [
  {
    ...{ check: runCheck({ prints: ['3 rows'] }), file: 'work.py', isolation: 'scratch', odd },
    ...{ right: 'rows = [1, 2, 3]\nprint(len(rows), "rows")\n', wrong: 'print("2 rows")\n' },
  },
  {
    check: functionCheck({ call: 'double(21)', expected: { value: 42 } }),
    ...{ file: 'work.py', isolation: 'scratch', odd },
    ...{ right: 'def double(x):\n    return 2 * x\n', wrong: 'def double(x):\n    return x\n' },
  },
];
for (const subject of subjects) checkContract(subject, withPython);

const runOf = (files: SubmittedFiles, checks: readonly CheckSpec[], options?: CheckOptions): Promise<CheckRun> =>
  withPython().check(files, checks, options);
const resultOf = async (files: SubmittedFiles, check: CheckSpec): Promise<CheckResult> => {
  const [result] = (await runOf(files, [check])).results;
  if (!result) throw new Error('no result');
  return result;
};
const scriptResult = (code: string, over: Partial<SpecOf<'python.run'>> = {}) =>
  resultOf({ 'work.py': code }, runCheck(over));

describe('python.run', () => {
  it('says in a sentence what is wrong, where, and keeps the traceback', async () => {
    expect(await scriptResult('total = 1\n\nprint(totl)')).toMatchObject({
      status: 'failed',
      message: 'The name `totl` is used on line 3 of `work.py`, and nothing defines it. Did you mean `total`?',
      help: expect.any(String) as string,
      location: { file: 'work.py', line: 3, column: 7, endLine: 3, endColumn: 11 },
      log: expect.stringMatching(/^Traceback .*NameError: name 'totl' is not defined/s) as string,
    });
  });

  it.each([
    ['import sys\nsys.exit(2)', /exit code 2/],
    ['import sys\nsys.exit("no data")', /says: no data\./],
    ['import os\nos._exit(3)', /ends itself at once with the exit code 3/],
    ['import os\nos.kill(os.getpid(), 11)', /A package crashed/],
    ['import sqlalchemy_nothing', /no module `sqlalchemy_nothing`/],
    ['open("data/x.json")', /no file or folder `data\/x\.json`/],
    ['open("/etc/delabs-never", "w")', /write in the lab folder and the temporary folder only.*line 1 of `work\.py`/],
    ['while True: print("x" * 9999)', /printed more than 64 MB/],
  ])('says so of %j', async (code, message) => {
    expect(await scriptResult(code)).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(message) as string,
    });
  });

  it('passes a script that ends itself well, or hides its errors; their output is kept', async () => {
    expect(await scriptResult('import os\nprint("x", flush=True)\nos._exit(0)')).toMatchObject({ status: 'passed', message: expect.stringContaining('os._exit') as string });
    expect(await scriptResult('try: 1 / 0\nexcept Exception as e: print("Error:", e)')).toMatchObject({ status: 'passed', log: 'Error: division by zero\n' });
  }); // prettier-ignore

  it('runs several scripts, one after the other, in one folder, and stops at the first that fails', async () => {
    const files = { 'first.py': 'open("made", "w").close()\nprint("one")', 'second.py': 'print(open("made").name)' };
    const check = runCheck({ scripts: ['first.py', 'second.py'], prints: ['one', 'made'] });
    const result = await resultOf(files, check);
    expect(result).toMatchObject({ status: 'passed', log: 'first.py:\none\n\nsecond.py:\nmade\n' });
    const stopped = await resultOf({ ...files, 'first.py': 'raise ValueError("bad")' }, check);
    expect(stopped).toMatchObject({ status: 'failed', message: '`ValueError` on line 1 of `first.py`: bad.' });
  });

  it('finds a script in a subfolder and runs it there; what is missing or there twice is told', async () => {
    const script = 'import os\nprint(os.path.basename(os.getcwd()))';
    expect(await resultOf({ 'src/work.py': script, '.git/work.py': '' }, runCheck({ prints: ['src'] }))).toMatchObject({ status: 'passed' });
    expect(await resultOf({ 'a/work.py': script, 'b/work.py': script }, runCheck())).toMatchObject({ status: 'failed', message: 'There are two files `work.py`: `a/work.py` and `b/work.py`.' });
    expect(await resultOf({ 'other.py': '' }, runCheck())).toMatchObject({ status: 'failed', message: 'The file `work.py` is not there.', help: 'There is `other.py`.' });
  }); // prettier-ignore

  it('runs notebooks, and tells the cell', async () => {
    const cell = (source: string) => ({ cell_type: 'code', source, metadata: {}, outputs: [] });
    const notebook = (...cells: string[]) => JSON.stringify({ nbformat: 4, cells: cells.map(cell) });
    const check = runCheck({ scripts: ['work.ipynb'], prints: ['7'] });
    expect(await resultOf({ 'work.ipynb': notebook('x = 7', 'x') }, check)).toMatchObject({ status: 'passed' });
    const wrong = await resultOf({ 'work.ipynb': notebook('x = 7', '\ny') }, check);
    expect(wrong.message).toContain('in cell 2, line 2 of `work.ipynb`');
    expect(wrong).not.toHaveProperty('location');
  });

  it('ends at its time limit, and says where the code was', async () => {
    const result = await scriptResult('import time\nprint("begun")\nwhile True:\n    time.sleep(0.01)', { timeout: 1 });
    expect(result).toMatchObject({ status: 'timeout', points: 0 });
    expect(result.message).toMatch(/1 second.*line 4 of `work\.py`/);
    expect(result.log).toBe('begun\n');
    await eventually('it is gone', async () =>
      (await markedProcesses()).every((command) => !command.includes('work.py')),
    );
  });

  it('works on the databases of the run, which later checks ask, and the learner’s stay as they are', async () => {
    const script = [
      'import psycopg2',
      'connection = psycopg2.connect("host=127.0.0.1 port=5432")',
      'cursor = connection.cursor()',
      'cursor.execute("create table hits (title text)")',
      'cursor.execute("insert into hits select title from songs")',
      'connection.commit()',
    ].join('\n');
    const result = await runOf({ 'work.py': script }, [
      runCheck(),
      functionCheck({ id: 'counted', needs: ['runs'], setup: 'import psycopg2\ncursor = psycopg2.connect("").cursor()\ncursor.execute("select count(*) > 0 from hits")', call: 'cursor.fetchone()', expected: { value: [true] }, module: 'other.py' }),
    ]); // prettier-ignore
    expect(result.results.map(({ status, message }) => [status, message])).toEqual([['passed', expect.anything()], ['failed', 'The file `other.py` is not there.']]); // prettier-ignore
  });

  it('tells an error of the database with its words', async () => {
    const code = 'import psycopg2\nc = psycopg2.connect("").cursor()\nc.execute("select * from nowhere")';
    expect(await scriptResult(code)).toMatchObject({
      status: 'failed',
      message: 'PostgreSQL refuses a statement (line 3 of `work.py`): relation "nowhere" does not exist.',
      location: { file: 'work.py', line: 3 },
    });
  });

  it('is an error, not wrong, when the code asks for a server that no lab has', async () => {
    const run = await runOf({ 'work.py': 'import psycopg2\ntry: psycopg2.connect("host=localhost port=5999")\nexcept Exception: pass' }, [runCheck()]);
    expect(run.grade.gradable).toBe(false);
    expect(run.results[0]).toMatchObject({ status: 'error', message: expect.stringMatching(/^Line 2 of `work\.py` connects to port 5999/) as string, help: expect.stringContaining('5432') as string });
  }); // prettier-ignore
});

describe('python.function', () => {
  const module = (code: string) => ({ 'work.py': code });

  it('names the functions there are when one is missing', async () => {
    const check = functionCheck({ call: 'double(21)', expected: { value: 42 } });
    expect(await resultOf(module('def dubble(x): return x\ndef main(): pass'), check)).toMatchObject({
      status: 'failed',
      message: '`work.py` has no function `double`. Is `dubble` the one that is meant?',
      help: 'It has `dubble` and `main`.',
    });
  });

  it.each([
    ['return [1, (2, 3)]', { value: [1, [2, 3]] }, 'passed'],
    ['return {"a": None, "b": float("nan")}', { value: { a: null, b: null } }, 'passed'],
    ['import numpy as np; return np.int64(3), np.float64(0.1) + 0.2', { value: [3, 0.3] }, 'passed'],
    ['import datetime as d; return d.datetime(2018, 11, 1, 21, 1, 46, 796000)', { value: '2018-11-01 21:01:46.796' }, 'passed'],
    ['import decimal; return decimal.Decimal("1.50")', { value: 1.5 }, 'passed'],
    ['return [1, 2]', { value: [1, 3] }, /not right at `\[1\]`: it is `2`, and `3` is expected\./],
    ['return None', { value: 1 }, /^What `f\(\)` returns is `None`, and `1` is expected\.$/],
    ['return "1"', { value: 1 }, /is `"1"`, and `1`/],
    ['return open', { value: 1 }, /an object of type `builtin_function_or_method`/],
  ])('compares values: %s', async (body, expected, outcome) => {
    const result = await resultOf(module(`def f():\n  ${body}`), functionCheck({ call: 'f()', expected: expected as never }));
    if (outcome === 'passed') expect(result).toMatchObject({ status: 'passed' });
    else expect(result).toMatchObject({ status: 'failed', message: expect.stringMatching(outcome) as string, evidence: { kind: 'text' } });
  }); // prettier-ignore

  const rows = { columns: ['song', 'year'], rows: [['A', 2000], ['B', null]] }; // prettier-ignore
  it.each([
    ['[("B", None), ("A", 2000)]'],
    ['[{"song": "A", "year": 2000}, {"song": "B", "year": None}]'],
    ['__import__("pandas").DataFrame({"song": ["A", "B"], "year": [2000, None]})'],
  ])('compares tables: %s', async (value) => {
    expect(await resultOf(module(`def f(): return ${value}`), functionCheck({ call: 'f()', expected: rows }))).toMatchObject({ status: 'passed' });
  }); // prettier-ignore

  it('shows the rows that differ', async () => {
    const result = await resultOf(module('def f(): return [("A", 2000), ("C", None)]'), functionCheck({ call: 'f()', expected: rows }));
    expect(result).toMatchObject({ status: 'failed', evidence: { kind: 'table', caption: 'what `f()` returns', diff: { counts: { missing: 1, extra: 1 } } } });
    const none = await resultOf(module('def f(): return 5'), functionCheck({ call: 'f()', expected: rows }));
    expect(none).toMatchObject({ status: 'failed', message: '`f()` returns a number, and rows are expected.' });
  }); // prettier-ignore

  it('tells an exception of the learner’s, and the author’s own as an error', async () => {
    const files = module('def f(x):\n    return x["k"]');
    expect(await resultOf(files, functionCheck({ call: 'f({})' }))).toMatchObject({ status: 'failed', location: { file: 'work.py', line: 2 } });
    expect(await resultOf(files, functionCheck({ setup: 'import nothing_at_all', call: 'f({})' }))).toMatchObject({ status: 'error' });
    expect(await resultOf(files, functionCheck({ setup: 'x = {"k": 3}', call: 'f(x)', expected: { value: 3 } }))).toMatchObject({ status: 'passed' });
  }); // prettier-ignore

  it('keeps what it must not show', async () => {
    const check = functionCheck({ call: 'f()', expected: { value: [4711] }, disclose: 'none' });
    const result = await resultOf(module('def f(): return [1]'), check);
    expect(JSON.stringify(result)).not.toContain('4711');
  });
});
