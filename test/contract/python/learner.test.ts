import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFiles, type SubmittedFiles } from '../../support/lab-world.js';
import { bareSpec, openPythons, type TestPythons } from '../../support/pythons.js';
import { never } from '../../support/service-home.js';

let python: TestPythons;
beforeAll(async () => {
  python = await openPythons();
});
afterAll(() => python.close());

const notebook = (...cells: readonly string[]): string =>
  JSON.stringify({ nbformat: 4, cells: cells.map((source) => ({ cell_type: 'code', source })) });

/** Runs a file the way a terminal of the editor does. */
const runIn = async (files: SubmittedFiles, name: string) => {
  const folder = await python.folder();
  await writeFiles(folder, files);
  const work = { folder, postgres: undefined };
  const { python: interpreter, notebook: runner, env, cwd } = await python.pythons.forLearner(bareSpec, work, never, () => undefined); // prettier-ignore
  const file = path.join(folder, name);
  const child = spawn(interpreter, name.endsWith('.ipynb') ? [runner, file] : [file], { cwd, env: { ...process.env, ...env } }); // prettier-ignore
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output.replaceAll('\r\n', '\n'), folder };
};

describe('a file in the learner’s own terminal', () => {
  it('is a script that runs as it stands', async () => {
    const { code, output } = await runIn(
      { 'helper.py': 'x = 4', 'etl.py': 'from helper import x\nprint(x)' },
      'etl.py',
    );
    expect({ code, output }).toEqual({ code: 0, output: '4\n' });
  });

  it('is a notebook whose cells run in order, beside the files of its folder', async () => {
    const files = { 'helper.py': 'x = 4', 'etl.ipynb': notebook('from helper import x\nprint(x)', 'x + 1', '%pwd') };
    const { code, output, folder } = await runIn(files, 'etl.ipynb');
    expect({ code, output }).toEqual({ code: 0, output: `4\n5\n'${folder}'\n` });
  });

  it('is a notebook that stops at a cell, and the traceback begins there', async () => {
    const { code, output } = await runIn({ 'etl.ipynb': notebook('print(1)', '1 / 0', 'print(2)') }, 'etl.ipynb');
    expect(code).toBe(1);
    expect(output).toMatch(/^1\nTraceback \(most recent call last\):\n {2}File "[^"]*etl\.ipynb, cell 2", line 1/);
    expect(output).toContain('ZeroDivisionError: division by zero');
    expect(output).not.toContain('delabs_runner');
    expect(output).not.toContain('2\n');
  });
});
