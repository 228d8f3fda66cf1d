import { describe, expect, it } from 'vitest';
import { describeEnding, type PythonEnding } from '../../../src/core/runtime/python/describe-ending.js';
import { describeFailure } from '../../../src/core/runtime/python/describe-failure.js';
import type { PythonFailure, PythonScene } from '../../../src/core/runtime/python/failure.js';

const scene: PythonScene = { script: 'etl.py', folder: '', packages: ['numpy', 'pandas'], memory: 2048 };
const place = { file: 'etl.py', line: 12, column: 5, endLine: 12, endColumn: 9 };

const failure = (type: string, over: Partial<PythonFailure> = {}): PythonFailure => ({
  ...{ type, kinds: [type, 'Exception'], package: 'builtins', message: 'it broke', traceback: '', place },
  ...over,
});
const words = (type: string, over: Partial<PythonFailure> = {}, where: Partial<PythonScene> = {}) =>
  describeFailure(failure(type, over), { ...scene, ...where });

describe('an exception in words', () => {
  it.each([
    ['NameError', { name: 'con', similar: 'conn' }, 'The name `con` is used on line 12 of `etl.py`, and nothing defines it. Did you mean `conn`?'],
    ['UnboundLocalError', { kinds: ['UnboundLocalError', 'NameError'], name: 'x' }, 'The variable `x` is used on line 12 of `etl.py` before it has a value.'],
    ['ModuleNotFoundError', { name: 'sqlalchemy.orm' }, 'There is no module `sqlalchemy` to import on line 12 of `etl.py`.'],
    ['ImportError', { message: "cannot import name 'a' from 'b' (b.py)" }, "An import fails on line 12 of `etl.py`: cannot import name 'a' from 'b' (b.py)."],
    ['SyntaxError', { message: "'(' was never closed" }, "This is not valid Python on line 12 of `etl.py`: '(' was never closed."],
    ['SyntaxError', { message: 'source code string cannot contain null bytes', place: undefined }, '`etl.py`: This is not valid Python: source code string cannot contain null bytes.'],
    ['TabError', { kinds: ['TabError', 'IndentationError', 'SyntaxError'], message: 'inconsistent use of tabs' }, 'The indentation is wrong on line 12 of `etl.py`: inconsistent use of tabs.'],
    ['AttributeError', { name: 'appendd', owner: 'DataFrame', similar: 'append' }, 'A `DataFrame` has no `appendd`: this is asked for on line 12 of `etl.py`. Did you mean `append`?'],
    ['AttributeError', { name: 'fetchall', owner: 'NoneType' }, 'What `.fetchall` is asked of on line 12 of `etl.py` is `None`.'],
    ['AttributeError', { message: 'custom' }, '`AttributeError` on line 12 of `etl.py`: custom.'],
    ['KeyError', { key: 'userid' }, 'There is no key or column `userid`: this is asked for on line 12 of `etl.py`.'],
    ['FileNotFoundError', { filename: 'data/song_data' }, 'There is no file or folder `data/song_data`, which is asked for on line 12 of `etl.py`.'],
    ['EOFError', {}, 'Your code waits for input on line 12 of `etl.py`, and in a check nobody types.'],
    ['MemoryError', { message: '' }, 'Your code wants more memory than the 2048 MB that it may use on line 12 of `etl.py`.'],
    ['_ArrayMemoryError', { kinds: ['_ArrayMemoryError', 'MemoryError'] }, 'Your code wants more memory than the 2048 MB that it may use on line 12 of `etl.py`.'],
    ['ValueError', { message: 'bad\n  value' }, '`ValueError` on line 12 of `etl.py`: bad value.'],
    ['AssertionError', { message: '' }, '`AssertionError` on line 12 of `etl.py`.'],
    ['ValueError', { place: undefined }, '`ValueError`: it broke.'],
    ['NameError', { name: 'x', place: { file: 'etl.ipynb', line: 2, cell: 3 } }, 'The name `x` is used in cell 3, line 2 of `etl.ipynb`, and nothing defines it.'],
    ['AttributeError', { hiding: 'pandas' }, 'Your file `pandas.py` has the name of a module: `import pandas` finds your file in place of it.'],
  ])('%s %j', (type, over, message) => {
    expect(words(type, over as Partial<PythonFailure>).message).toBe(message);
  }); // prettier-ignore

  it('comes with the place, which a cell of a notebook has not', () => {
    expect(words('ValueError').location).toEqual({ file: 'etl.py', line: 12, column: 5, endLine: 12, endColumn: 9 });
    expect(words('ValueError', { place: { file: 'a.py', line: 3 } }).location).toEqual({ file: 'a.py', line: 3 });
    expect(words('ValueError', { place: { file: 'a.ipynb', line: 3, cell: 1 } })).not.toHaveProperty('location');
  });

  it('says where a path begins, and which packages there are', () => {
    expect(words('FileNotFoundError', { filename: 'x' }).help).toContain('runs in the lab folder');
    expect(words('FileNotFoundError', { filename: 'x' }, { folder: 'src' }).help).toContain('runs in the folder `src`');
    expect(words('ModuleNotFoundError', { name: 'x' }).help).toContain('`numpy` and `pandas`');
    expect(words('ModuleNotFoundError', { name: 'x' }, { packages: [] }).help).toContain('standard library');
  });

  it.each([
    ['ValueError', 'Trailing data', 'lines=True'],
    ['JSONDecodeError', 'Extra data: line 2 column 1 (char 5)', 'lines=True'],
    ['ProgrammingError', "can't adapt type 'numpy.int64'", 'item()'],
    ['TypeError', 'not all arguments converted during string formatting', '(value,)'],
    ['IndexError', 'tuple index out of range', '%s'],
    ['TypeError', "'NoneType' object is not subscriptable", 'no row'],
    ['InterfaceError', 'connection already closed', 'close()'],
  ])('gives a hint for %s: %s', (type, message, help) => {
    expect(words(type, { message }).help).toContain(help);
  });

  it('says what the guard refuses', () => {
    const message = "[Errno 13] A check lets a program write in the lab folder and the temporary folder only: '/etc/x'";
    expect(words('PermissionError', { message, filename: '/etc/x' }).message).toBe(
      'A check lets a program write in the lab folder and the temporary folder only. This one is refused on line 12 of `etl.py`: `/etc/x`.',
    );
    expect(words('PermissionError', { message: 'denied' }).message).toBe('`PermissionError` on line 12 of `etl.py`: denied.');
  }); // prettier-ignore

  it('keeps long and odd texts from breaking the sentence', () => {
    const { message } = words('ValueError', { message: `\`x\`${'y'.repeat(5000)}` });
    expect(message.length).toBeLessThan(400);
    expect(message.split('`').length % 2).toBe(1);
  });
});

describe('an error of a database in words', () => {
  const sql = { state: '42703', primary: 'column "sng" does not exist' };
  const at = { file: 'sql_queries.py', line: 4, column: 8 };

  it('names the statement where it stands, and who sent it', () => {
    const said = words('UndefinedColumn', { sql: { ...sql, line: 'SELECT sng', column: 8, place: at } });
    expect(said.message).toBe(
      'PostgreSQL refuses a statement (line 4 of `sql_queries.py`, called from line 12 of `etl.py`): column "sng" does not exist.',
    );
    expect(said.location).toEqual(at);
  });

  it('shows the part of the statement when its place is not known', () => {
    const line = `INSERT INTO t VALUES (${'1, '.repeat(60)} sng)`;
    const said = words('UndefinedColumn', { sql: { ...sql, line, column: line.length - 3 } });
    expect(said.message).toMatch(
      /on line 12 of `etl\.py`: column "sng" does not exist\. It points at `…[1, ]+ sng\)`\.$/,
    );
    expect(said.location).toMatchObject({ file: 'etl.py', line: 12 });
  });

  it.each([
    ['23505', 'duplicate key value violates unique constraint "t_pkey"', 'ON CONFLICT'],
    ['25001', 'DROP DATABASE cannot run inside a transaction block', 'autocommit'],
    ['22P02', 'invalid input syntax for type integer: ""', 'order of the columns'],
    ['25P02', 'current transaction is aborted', 'first error'],
    ['42P07', 'relation "t" already exists', 'IF EXISTS'],
  ])('gives a hint for %s', (state, primary, help) => {
    expect(words('Error', { sql: { state, primary } }).help).toContain(help);
  });

  it('gives the hint of the database itself where there is one', () => {
    expect(words('Error', { sql: { ...sql, hint: 'Perhaps you meant "song"' } }).help).toBe(
      'Perhaps you meant "song".',
    );
  });
});

describe('the end of a program in words', () => {
  const say = (ending: PythonEnding) => describeEnding(ending, scene)?.message;

  it('is nothing when it ended as it should', () => {
    expect(say({ kind: 'done' })).toBeUndefined();
    expect(say({ kind: 'exit', code: 0 })).toBeUndefined();
    expect(say({ kind: 'gone', code: 0, signal: null })).toBeUndefined();
  });

  it.each<[PythonEnding, RegExp]>([
    [{ kind: 'exit', code: 3 }, /^`etl\.py` ends itself with the exit code 3/],
    [{ kind: 'exit', code: 1, text: 'no data' }, /says: no data\.$/],
    [{ kind: 'gone', code: 4, signal: null }, /at once with the exit code 4/],
    [{ kind: 'gone', code: null, signal: 'SIGKILL' }, /run out of memory/],
    [{ kind: 'gone', code: null, signal: 'SIGUSR2' }, /ended by `SIGUSR2`/],
    [{ kind: 'stopped', why: 'output' }, /more than 64 MB/],
    [{ kind: 'stopped', why: 'memory' }, /more than 2048 MB of memory/],
    [{ kind: 'stopped', why: 'processes' }, /too many processes/],
    [{ kind: 'error', failure: failure('ValueError') }, /^`ValueError` on line 12/],
  ])('%j', (ending, message) => {
    expect(say(ending)).toMatch(message);
  });
});
