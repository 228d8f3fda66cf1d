import type { CheckResult, CheckRun, Grade } from '../result.js';
import { passMark, type CheckStatus } from '../../vocabulary.js';
import { diffTable } from './diff-table.js';
import type { TextStyle } from './style.js';
import { verdict } from './verdict.js';
import { wrap } from './width.js';

const symbols: Readonly<Record<CheckStatus, string>> = {
  passed: '✓',
  failed: '✗',
  skipped: '–',
  error: '!',
  timeout: '✗',
  cancelled: '–',
};

const indent = '    ';

/** A check run as readable terminal output: every check with its words and rows, then the verdict and the grade. */
export const renderRun = (run: CheckRun, style: TextStyle, width: number): string =>
  [
    style.strong(run.exerciseTitle),
    ...run.results.flatMap((result) => resultLines(result, style, width)),
    '',
    ...verdictLines(run, style, width),
    gradeLine(run.grade, style),
    '',
  ].join('\n');

/** One check as it is reported while a run goes on. */
export const renderResult = (result: CheckResult, style: TextStyle, width: number): string =>
  resultLines(result, style, width).join('\n');

const resultLines = (result: CheckResult, style: TextStyle, width: number): readonly string[] => {
  const colour = {
    passed: style.passed,
    failed: style.failed,
    timeout: style.failed,
    error: style.warned,
    skipped: style.quiet,
    cancelled: style.quiet,
  }[result.status];
  const facts = [
    `${number(result.points)}/${number(result.maxPoints)}`,
    ...(result.status === 'skipped' ? [] : [`${Math.round(result.durationMs)} ms`]),
  ];
  const head = `  ${colour(symbols[result.status])} ${result.title}  ${style.quiet(`${result.status}, ${facts.join(', ')}`)}`;
  if (result.status === 'passed') return [head];
  const body = [
    ...(result.location ? [style.place(`${result.location.file}:${result.location.line}`)] : []),
    ...wrap(result.message, width - indent.length),
    ...evidenceLines(result, style, width - indent.length),
    ...(result.help === undefined ? [] : wrap(result.help, width - indent.length).map(style.quiet)),
  ];
  return [head, ...body.map((line) => indent + line)];
};

const evidenceLines = ({ evidence }: CheckResult, style: TextStyle, width: number): readonly string[] => {
  if (evidence === undefined) return [];
  if (evidence.kind === 'table') return ['', ...diffTable(evidence.diff, style, width), ''];
  const side = (label: string, text: string | undefined): readonly string[] =>
    text === undefined ? [] : [style.quiet(label), ...text.split('\n').map((line) => `  ${line}`)];
  return ['', ...side('expected', evidence.expected), ...side('yours', evidence.actual), ''];
};

const verdictLines = (run: CheckRun, style: TextStyle, width: number): readonly string[] => {
  const { lead, text } = verdict(run);
  const [first = '', ...rest] = wrap(`${lead} ${text}`.trim(), width);
  return [first.startsWith(lead) ? style.strong(lead) + first.slice(lead.length) : first, ...rest];
};

const barWidth = 30;

/** `████████░░░░│░░  62 %`: the bar is marked where the pass mark stands. */
const gradeLine = (grade: Grade, style: TextStyle): string => {
  const filled = Math.round(grade.fraction * barWidth);
  const mark = Math.round(passMark * barWidth);
  const bar = Array.from({ length: barWidth }, (_, index) => (index === mark ? '│' : index < filled ? '█' : '░')).join(
    '',
  );
  const colour = grade.passed ? style.passed : style.warned;
  const pass = `pass mark ${passMark * 100} %`;
  return `${colour(bar)}  ${style.strong(`${Math.floor(grade.fraction * 100)} %`)}  ${number(grade.points)} of ${number(grade.maxPoints)} points, ${grade.gradable ? (grade.passed ? 'passed' : pass) : 'not graded'}`;
};

const number = (value: number): string => String(Math.round(value * 100) / 100);
