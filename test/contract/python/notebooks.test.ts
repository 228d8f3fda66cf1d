import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/node/services/postgres/service.js';
import { openLabWorld, type LabWorld } from '../../support/lab-world.js';
import { openPythons, pandasSpec, type RunOptions, type TestPythons } from '../../support/pythons.js';

let python: TestPythons;
beforeAll(async () => {
  python = await openPythons();
});
afterAll(() => python.close());

/** A notebook with these code cells, and one of text before them. */
const notebook = (...cells: readonly string[]): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      { cell_type: 'markdown', source: ['# Title\n', 'print("not code")'] },
      ...cells.map((source, at) => ({
        cell_type: 'code',
        // Both forms that files have.
        source: at % 2 === 0 ? source : source.split(/(?<=\n)/),
        ...{ metadata: {}, outputs: [], execution_count: null },
      })),
    ],
  });
const run = (cells: readonly string[], options?: RunOptions) =>
  python.run({ 'work.ipynb': notebook(...cells), 'script.py': 'made = 5\nprint("script", __name__)' }, options);
const outputOf = async (...cells: readonly string[]): Promise<string> => {
  const end = await run(cells);
  expect(end.report).toMatchObject({ ended: 'done' });
  return end.output;
};

describe('a notebook', () => {
  it('runs its cells in order in one interpreter, and shows the value that ends a cell', async () => {
    expect(await outputOf('x = 1', 'x += 1\nx', '"text"', 'x;', 'None', '{"b": 1, "a": [2]}')).toBe(
      "2\n'text'\n{'b': 1, 'a': [2]}\n",
    );
    expect(await outputOf('_ = 3', '4', '_', 'display(1, "two")', '__name__')).toBe("4\n4\n1\ntwo\n'__main__'\n");
  });

  it('understands the commands that courses use', async () => {
    expect(await outputOf('%load_ext sql\n%matplotlib inline\n%config X.y = 1', '!pip install pandas\n1')).toBe('1\n');
    expect(await outputOf('name = "world"', '!echo hello {name} $name', 'lines = !echo a; echo b\nlines')).toBe(
      "hello world world\n['a', 'b']\n",
    );
    expect(await outputOf('%%time\ny = 2\ny', '%time z = 3\nz', 'for i in range(2):\n    %time print(i)')).toBe('2\n3\n0\n1\n'); // prettier-ignore
    expect(await outputOf('%run script.py\nmade')).toBe('script __main__\n5\n');
    expect(await outputOf('%%writefile out.txt\nline 1\n%line 2', 'open("out.txt").read()')).toBe("'line 1\\n%line 2'\n"); // prettier-ignore
    expect(await outputOf('%%bash\necho one\necho two')).toBe('one\ntwo\n');
    expect(await outputOf('%env MINE=1\n%env MINE')).toBe("'1'\n");
    expect(await outputOf('get_ipython().run_line_magic("matplotlib", "inline")', 'len?\n?len\nmax??')).toBe('');
    expect(await outputOf('import asyncio\nawait asyncio.sleep(0, 7)')).toBe('7\n');
  });

  it('takes for a command only what begins a line of code', async () => {
    const text = 's = """\n%matplotlib\n!echo no\n"""\nprint(s.strip())';
    expect(await outputOf(text, 'a, b = 7, 4\n(a\n % b)', 'x = "a=%d" \\\n  % 3\nx', 'd = {}\nd["a=%b"] = 1 # don\'t\n!echo yes')).toBe(
      "%matplotlib\n!echo no\n3\n'a=3'\nyes\n",
    ); // prettier-ignore
  });

  it('tells cell and line of an error', async () => {
    const end = await run(['x = 1', '', 'def fail():\n    %time y = 1\n    return missing_name\n\nfail()']);
    expect(end.report).toMatchObject({
      error: { type: 'NameError', place: { file: 'work.ipynb', cell: 2, line: 3, column: 12 } },
    });
    expect(end.output).toContain('File "work.ipynb, cell 2", line 5, in <module>\n    fail()\n');
    const syntax = await run(['x = 1', 'x = = 2']);
    expect(syntax.report).toMatchObject({ error: { type: 'SyntaxError', place: { cell: 2, line: 1, column: 5 } } });
  });

  it('says so of a command that it can’t run, and of a file that is no notebook', async () => {
    expect((await run(['1', '%%R\nplot(1)'])).report).toMatchObject({
      error: {
        type: 'UnknownMagic',
        message: "a check can't run the notebook command %%R",
        place: { cell: 2, line: 1 },
      },
    });
    for (const content of ['', '{', '[]', '{"cells": [{}]}', '{"worksheets": []}']) {
      const end = await python.run({ 'work.ipynb': content });
      expect(end.report).toMatchObject({ error: { type: 'NotebookError' } });
    }
  });
});

describe('%sql', () => {
  let lab: LabWorld;
  let admin: Connection;
  beforeAll(async () => {
    lab = await openLabWorld();
    const service = await lab.service();
    admin = { ...service.admin(), database: service.seedDatabase };
  });
  afterAll(() => lab.close());

  it('runs statements on the connection that was given', async () => {
    const url = `postgresql://${admin.user}:${admin.password}@127.0.0.1:5432/${admin.database}`;
    const cells = [
      '%load_ext sql',
      `%sql ${url}`,
      'title = "x"\nrows = %sql SELECT 1 AS one, \'{title}\' AS two\nrows',
      `%%sql ${url.replace('postgresql:', 'postgresql+psycopg2:')}\nCREATE TEMP TABLE t (a int);\nINSERT INTO t VALUES (1), (2);`,
      '%sql SELECT a FROM t ORDER BY a',
      'rows.DataFrame().shape',
    ];
    const end = await run(cells, { spec: pandasSpec, redirects: new Map([[5432, admin.port]]), memory: 2 ** 31 });
    expect(end.output.split('\n').map((line) => line.trimEnd())).toEqual([
      ...['one | two', '----+----', '1   | x', '2 rows affected.', 'a', '-', '1', '2', '(1, 2)', ''],
    ]);
  });

  it('without a connection says how to get one', async () => {
    const end = await run(['%sql SELECT 1'], { spec: pandasSpec });
    expect(end.report).toMatchObject({
      error: { type: 'SqlError', message: expect.stringContaining('postgresql://') as string },
    });
  });
});
