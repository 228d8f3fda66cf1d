import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPythons, type TestPythons } from '../../support/pythons.js';

let python: TestPythons;
beforeAll(async () => {
  python = await openPythons();
});
afterAll(() => python.close());

const done = { ended: 'done' };

describe('a script', () => {
  it('runs as `python script.py` runs it', async () => {
    const script = [
      'import os, sys, __main__',
      'print(__name__, os.path.basename(__file__), sys.argv, sys.path[0] == os.getcwd(), __doc__, __main__.x if "x" in globals() else "-")',
      'print(sys.stdin.read().upper(), os.environ["HERE"], os.environ.get("SECRET"), os.environ["TZ"])',
      'print(os.path.expanduser("~") != os.environ.get("OLDHOME"), hash("a") == hash("a"))',
      'import tempfile, pathlib',
      'pathlib.Path(tempfile.mkdtemp(), "x").write_text("y")',
      'import helper',
    ].join('\n');
    process.env['SECRET'] = 'secret';
    const end = await python.run(
      { 'src/work.py': `"""Doc."""\n${script}`, 'src/helper.py': 'print("helped", __name__)' },
      { arguments: ['a b', '--x'], stdin: 'typed', env: { HERE: 'there' } },
    );
    delete process.env['SECRET'];
    expect(end.report).toMatchObject(done);
    expect(end.output.split('\n')).toEqual([
      "__main__ work.py ['work.py', 'a b', '--x'] True Doc. -",
      'TYPED there None UTC',
      'True True',
      'helped helper',
      '',
    ]);
  });

  it('finishes what it has begun: threads, exit handlers, open files, children', async () => {
    const end = await python.run({
      'work.py': [
        'import atexit, subprocess, sys, threading, time',
        'atexit.register(lambda: print("exit handler"))',
        'threading.Thread(target=lambda: (time.sleep(0.2), print("thread"))).start()',
        'left_open = open("left.txt", "w")',
        'left_open.write("written")',
        'subprocess.run([sys.executable, "-c", "print(\'child\')"])',
        'class Noisy:',
        '  def __del__(self): print("finalized", open("left.txt").read() or "empty")',
        'noisy = Noisy()',
      ].join('\n'),
      'reader.py': 'print(open("left.txt").read())',
    });
    expect(end.report).toMatchObject(done);
    expect(end.output).toMatch(/^child\nthread\nexit handler\nfinalized \w+\n$/);
  });

  it('keeps the encoding that its first line names, and file names in any language', async () => {
    const latin = Buffer.concat([
      Buffer.from('# -*- coding: latin-1 -*-\nprint("caf'),
      Buffer.from([0xe9]),
      Buffer.from('")\nopen("daten-ä-数据.txt", "w").write("ü")\nprint(sorted(__import__("os").listdir(".")))'),
    ]);
    const end = await python.run({ 'prüfung 数据.py': latin });
    expect(end.report).toMatchObject(done);
    expect(end.output).toContain('café');
    expect(end.output).toContain('prüfung 数据.py');
  });

  it('can be told apart from one that says how it ends', async () => {
    const ends = (code: string) => python.run({ 'work.py': `import os, sys\nprint('before')\n${code}` });
    expect((await ends('sys.exit()')).report).toMatchObject({ ended: 'exit', code: 0 });
    expect((await ends('sys.exit(3)')).report).toMatchObject({ ended: 'exit', code: 3 });
    expect((await ends('exit("no data")')).report).toMatchObject({ ended: 'exit', code: 1, text: 'no data' });
    expect(await ends('os._exit(4)')).toMatchObject({ report: undefined, exit: { code: 4 }, output: 'before\n' });
    expect(await ends('os.kill(os.getpid(), 9)')).toMatchObject({ report: undefined, exit: { signal: 'SIGKILL' } });
    expect(await ends('os.abort()')).toMatchObject({ report: undefined, exit: { signal: 'SIGABRT' } });
  });

  it('reads nothing when nothing is typed', async () => {
    const end = await python.run({ 'work.py': 'print(repr(__import__("sys").stdin.read()))\ninput("Name? ")' });
    expect(end.report).toMatchObject({ ended: 'error', error: { type: 'EOFError', place: { line: 2 } } });
    expect(end.output).toMatch(/^''\nName\? /);
  });

  it('runs its children with the same protection, in interpreters of their own', async () => {
    const end = await python.run({
      'work.py': [
        'import subprocess, sys',
        "code = \"import os; open(os.path.expanduser('~/../../x.txt'), 'w')\"",
        'print(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stderr.splitlines()[-1])',
        'from multiprocessing import Pool',
        'if __name__ == "__main__":',
        '  with Pool(2) as pool: print(pool.map(abs, [-1, -2]))',
      ].join('\n'),
    });
    expect(end.output).toMatch(/^PermissionError: .*A check lets a program write.*\n\[1, 2\]\n$/);
  });
});

describe('an exception', () => {
  it('is told with the deepest line of the learner’s, and a traceback without ours', async () => {
    const end = await python.run({
      'work.py': 'import json\nimport helper\nhelper.read("{")',
      'helper.py': 'import json\ndef read(text):\n    return len(json.loads(text))\n',
    });
    expect(end.report).toMatchObject({
      ended: 'error',
      error: { type: 'JSONDecodeError', kinds: ['JSONDecodeError', 'ValueError', 'Exception'], package: 'json' },
    });
    const { error } = end.report as { error: { place: object; traceback: string } };
    expect(error.place).toMatchObject({ file: 'helper.py', line: 3, column: 16, endLine: 3, endColumn: 32 });
    expect(error.traceback).toMatch(/^Traceback .*\n {2}File "work\.py", line 3, in <module>\n/);
    expect(error.traceback).not.toMatch(/delabs_runner|importlib/);
    expect(end.output).toBe(error.traceback);
  });

  it.each([
    ['print(reslut)', { type: 'NameError', name: 'reslut', similar: 'result', place: { line: 2, column: 7 } }],
    ['result.appendd(1)', { type: 'AttributeError', name: 'appendd', similar: 'append', owner: 'list' }],
    ['import nowhere.at_all', { type: 'ModuleNotFoundError', name: 'nowhere', place: { line: 2 } }],
    ['{}["k"]', { type: 'KeyError', key: 'k' }],
    ['open("data/none.json")', { type: 'FileNotFoundError', filename: 'data/none.json' }],
    ['x = "é", undefined', { type: 'NameError', place: { line: 2, column: 10, endColumn: 19 } }],
    ['print((1)', { type: 'SyntaxError', message: "'(' was never closed", place: { line: 2, column: 6 } }],
    ['if True:\nprint(1)', { type: 'IndentationError', place: { line: 3 } }],
  ])('of %s is told with what it is about', async (code, error) => {
    const end = await python.run({ 'work.py': `result = []\n${code}` });
    expect(end.report).toMatchObject({ ended: 'error', error: { ...error, traceback: expect.any(String) as string } });
  });

  it('in a helper that can’t be compiled is told there', async () => {
    const end = await python.run({ 'work.py': 'import helper', 'helper.py': 'def broken(:\n  pass' });
    expect(end.report).toMatchObject({ error: { type: 'SyntaxError', place: { file: 'helper.py', line: 1 } } });
  });

  it('that comes from a file with the name of a module says so', async () => {
    const random = await python.run({ 'work.py': 'import random\nprint(random.randint(1, 1))', 'random.py': 'x = 1' });
    expect(random.report).toMatchObject({ error: { type: 'AttributeError', hiding: 'random' } });
    const json = await python.run({ 'work.py': 'import json\njson.loads("1")', 'json.py': 'import nothing_there' });
    expect(json.report).toMatchObject({ error: { hiding: 'json' } });
    const own = await python.run({ 'work.py': 'import random\nprint(random.x)', 'random.py': 'x = 1' });
    expect(own.report).toMatchObject(done);
  });
});
