import { readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LabError } from '../../../src/core/errors.js';
import { eventually } from '../../support/service-home.js';
import { markedProcesses, openPythons, type RunOptions, type TestPythons } from '../../support/pythons.js';

let python: TestPythons;
beforeAll(async () => {
  python = await openPythons();
});
afterAll(() => python.close());

const linux = process.platform === 'linux';
const run = (code: string | readonly string[], options?: RunOptions) =>
  python.run({ 'work.py': typeof code === 'string' ? code : code.join('\n') }, options);

/** Nothing that a run has started is left, wherever it has hidden. */
const expectNothingLeft = async (): Promise<void> => expect(await markedProcesses()).toEqual([]);

/** Runs code and stops it as soon as it has made the file `begun`. */
const stopped = async (code: readonly string[], reason: unknown): Promise<unknown> => {
  const folder = await python.folder();
  const controller = new AbortController();
  const running = run([...code.slice(0, 1), 'open("begun", "w").close()', ...code.slice(1)], { folder, signal: controller.signal });
  const settled = running.catch((error: unknown) => error);
  await eventually('the code runs', () => stat(path.join(folder, 'begun')).then(() => true, () => false));
  controller.abort(reason);
  return settled;
}; // prettier-ignore

const cancelled = new LabError('cancelled', 'The check was cancelled.');
const timeout = new LabError('timeout', 'Stopped after 1 seconds.');

/** Leaves its group, its parents and its session. */
const daemon = [
  'import os, sys, time, subprocess',
  'if os.fork() == 0:',
  '    os.setsid()',
  '    if os.fork() == 0:',
  '        os.closerange(0, 3)',
  '        time.sleep(600)',
  '    os._exit(0)',
  'subprocess.Popen(["sleep", "600"], start_new_session=True)',
];

describe('a run that is stopped', () => {
  it('leaves no process of an endless loop', async () => {
    expect(await stopped(['import time', 'while True: pass'], cancelled)).toBe(cancelled);
    await expectNothingLeft();
  });

  it('leaves no process that ignores signals and starts others', async () => {
    const code = [
      'import os, signal, subprocess, time',
      'for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(one, signal.SIG_IGN)',
      'while True:',
      '    subprocess.Popen(["sleep", "600"])',
      '    time.sleep(0.01)',
    ];
    expect(await stopped(code, cancelled)).toBe(cancelled);
    await expectNothingLeft();
  });

  it.runIf(linux)('leaves no daemon that has left its group', async () => {
    expect(await stopped([...daemon, 'time.sleep(600)'], cancelled)).toBe(cancelled);
    await expectNothingLeft();
  });

  it('says after a timeout where the code was', async () => {
    const code = ['import time', 'def wait():', '    while True:', '        time.sleep(0.01)', 'wait()'];
    const error = await stopped(code, timeout);
    expect(error).toMatchObject({ code: 'timeout', data: { file: 'work.py', line: 5 } });
    expect(error).toMatchObject({ message: 'Stopped after 1 seconds. Your code was at line 5 of `work.py`.' });
  });

  it('says so also of code that never gives way to others', async () => {
    const code = ['import re', 're.match("(a+)+$", "a" * 60 + "b")'];
    expect(await stopped(code, timeout)).toMatchObject({ code: 'timeout', data: { line: 3 } });
    await expectNothingLeft();
  });
});

describe('a run that ends', () => {
  it.runIf(linux)('takes its daemons with it', async () => {
    const end = await run([...daemon, 'print("left them")']);
    expect(end).toMatchObject({ report: { ended: 'done' }, output: 'left them\n' });
    await expectNothingLeft();
  });

  it.runIf(linux)('takes them with it, too, when it ends by itself', async () => {
    await run([...daemon, 'os._exit(0)']);
    await expectNothingLeft();
  });

  it('is not waited for by those who hold its output', async () => {
    const before = performance.now();
    await run(['import subprocess', 'subprocess.Popen(["sleep", "30"])', 'print("over")']);
    expect(performance.now() - before).toBeLessThan(20_000);
    await expectNothingLeft();
  });
});

describe('a run is stopped', () => {
  it('when it prints without end; the beginning and the end are kept', async () => {
    const end = await run(['print("first")', 'line = "x" * 10_000', 'while True: print(line)']);
    expect(end).toMatchObject({ stopped: 'output', report: undefined });
    expect(end.output).toMatch(/^first\nx+/);
    expect(end.output).toMatch(/\n… [\d,]+ characters left out …\n/);
    expect(end.output.length).toBeLessThan(110_000);
    await expectNothingLeft();
  });

  it.runIf(linux)('when it forks without end', async () => {
    const code = ['import os', 'while True:', '    try: os.fork()', '    except BlockingIOError: pass'];
    expect(await run(code)).toMatchObject({ stopped: 'processes' });
    await expectNothingLeft();
  });

  it.runIf(linux)('when a shell forks without end', async () => {
    const shell = 'b() { sleep 0.02; b & b & wait; }; b';
    expect(await run(['import subprocess', `subprocess.run(["sh", "-c", "${shell}"])`])).toMatchObject({ stopped: 'processes' }); // prettier-ignore
    await expectNothingLeft();
  });

  it.runIf(linux)('when its children together take too much memory', async () => {
    const child = 'import time; x = bytearray(200_000_000); x[::4096] = b"1" * len(x[::4096]); time.sleep(60)';
    const code = ['import subprocess, sys, time', `for _ in range(4): subprocess.Popen([sys.executable, "-c", '${child}'])`, 'time.sleep(60)']; // prettier-ignore
    expect(await run(code)).toMatchObject({ stopped: 'memory' });
    await expectNothingLeft();
  });
});

describe('a run gets', () => {
  it.runIf(linux)('a MemoryError where it asks for more than it may have', async () => {
    const end = await run(['x = 1', 'data = bytearray(4 * 1024 ** 3)']);
    expect(end.report).toMatchObject({ ended: 'error', error: { type: 'MemoryError', place: { line: 2 } } });
  });

  it('a PermissionError where it writes outside its folder, and the file stays as it is', async () => {
    const outside = path.join(await python.folder(), 'outside.txt');
    await writeFile(outside, 'mine');
    const attempts = [
      `open(${JSON.stringify(outside)}, "w")`,
      `os.remove(${JSON.stringify(outside)})`,
      `os.rename(${JSON.stringify(outside)}, "mine.txt")`,
      `os.rename("own.txt", ${JSON.stringify(outside)})`,
      `shutil.rmtree(${JSON.stringify(path.dirname(outside))})`,
      `os.truncate(${JSON.stringify(outside)}, 0)`,
      `pathlib.Path(${JSON.stringify(outside)}).write_text("theirs")`,
      `sqlite3.connect(${JSON.stringify(`${outside}.db`)})`,
      `open("link/outside.txt", "w")`,
    ];
    const code = [
      'import os, pathlib, shutil, sqlite3',
      'open("own.txt", "w").close()',
      `os.symlink(${JSON.stringify(path.dirname(outside))}, "link")`,
      ...attempts.map((attempt) => `try: ${attempt}; print("done", ${JSON.stringify(attempt)})\nexcept PermissionError: pass`),
      'shutil.rmtree("."); ',
    ]; // prettier-ignore
    const end = await run(code);
    expect(end.output.split('\n').filter((line) => line.startsWith('done'))).toEqual([]);
    expect(await readdir(path.dirname(outside))).toEqual(['outside.txt']);
  });

  it('a PermissionError where it ends processes that are not its own', async () => {
    const end = await run(['import os', `os.kill(${process.pid}, 9)`]);
    expect(end.report).toMatchObject({ error: { type: 'PermissionError', place: { line: 2 } } });
    expect((await run(['import os', 'os.kill(os.getppid(), 9)'])).report).toMatchObject({ error: { type: 'PermissionError' } }); // prettier-ignore
  });
});

describe('a run may', () => {
  it('delete its own folder', async () => {
    const end = await run(['import os, shutil', 'shutil.rmtree(os.getcwd())', 'print("gone")']);
    expect(end).toMatchObject({ report: { ended: 'done' }, output: 'gone\n' });
  });

  it('print whatever it likes', async () => {
    const code = ['import os, sys', 'os.write(1, bytes(range(256)))', 'os.write(1, b"\\x1b[31mred\\x1b[0m\\n10%\\r20%\\r\\n")', 'print("end")']; // prettier-ignore
    const end = await run(code);
    expect(end.report).toEqual(expect.objectContaining({ ended: 'done' }));
    expect([...end.output].filter((character) => character < ' ' && !'\n\t'.includes(character))).toEqual([]);
    expect(end.output).toMatch(/red\n20%\nend\n$/);
  });

  it('break its own output, its modules and its module path', async () => {
    const code = ['import builtins, os, sys', 'sys.stdout = sys.stderr = None', 'sys.modules.clear()', 'sys.path.clear()', 'os.close(1)', 'builtins.open = None']; // prettier-ignore
    expect((await run(code)).report).toMatchObject({ ended: 'done' });
  });
});
