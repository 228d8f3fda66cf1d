import type { CheckContext } from '../../core/check/context.js';
import type { CheckOutcome } from '../../core/check/result.js';
import { code, listOf, oneLine } from '../../core/check/text/words.js';
import type { SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';
import { describeEnding } from '../../core/runtime/python/describe-ending.js';
import { endingOf } from './python-ending.js';
import { failedRun, type PythonResult, type PythonRuns } from './python-runs.js';

type Spec = SpecOf<'python.run'>;

/** `python.run`: the learner's scripts and notebooks run to their end, one after the other, and print what they shall. */
export const pythonRun = (runs: PythonRuns): CheckKind<Spec> => ({
  kind: 'python.run',
  explainsTimeout: true,
  prepare: (preparation) => runs.prepare(preparation),
  async run(spec, context) {
    const outputs: string[] = [];
    let unprinted: readonly string[] = spec.prints ?? [];
    let abrupt = false;
    for (const file of spec.scripts) {
      const result = await runScript(runs, context, spec, file);
      if (!result.end) return failedRun(result.words, outputs.join('\n'));
      const { end, scene } = result;
      outputs.push(spec.scripts.length > 1 && end.output !== '' ? `${scene.script}:\n${end.output}` : end.output);
      const words = describeEnding(endingOf(end), scene);
      if (words) return failedRun(words, logOf(outputs));
      unprinted = unprinted.filter((text) => end.missing.includes(text));
      abrupt ||= end.report === undefined;
    }
    return printed(spec, unprinted, logOf(outputs), abrupt);
  },
});

const runScript = (runs: PythonRuns, context: CheckContext, spec: Spec, file: string): Promise<PythonResult> =>
  runs.run(context, {
    ...{ runtime: spec.runtime, file, memory: spec.memory },
    task: {
      kind: file.endsWith('.ipynb') ? 'notebook' : 'script',
      prints: spec.prints ?? [],
      ...(spec.arguments && { arguments: spec.arguments }),
      ...(spec.stdin !== undefined && { stdin: spec.stdin }),
    },
  });

const logOf = (outputs: readonly string[]): string => outputs.filter((output) => output !== '').join('\n');

const printed = ({ scripts }: Spec, unprinted: readonly string[], log: string, abrupt: boolean): CheckOutcome => {
  const all = listOf(scripts.map(code));
  const [first] = unprinted;
  if (first !== undefined) {
    const message = `${all} ${scripts.length === 1 ? 'runs' : 'run'}, but ${code(first)} is not in what is printed.`;
    const shown = log === '' ? 'Nothing is printed.' : `The last line is ${code(lastLine(log))}.`;
    return failedRun({ message, help: shown }, log);
  }
  const exits = abrupt ? ' It ends itself with `os._exit`: what was not written by then is lost.' : '';
  return {
    status: 'passed',
    message: `${all} ${scripts.length === 1 ? 'runs to its end' : 'run to their end'}.${exits}`,
    isolation: 'scratch',
    ...(log !== '' && { log }),
  };
};

const lastLine = (text: string): string => oneLine(text.trimEnd().split('\n').at(-1) ?? '');
