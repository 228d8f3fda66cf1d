import type { CheckStatus } from '../../vocabulary.js';
import type { CheckResult, Evidence, TableDiff } from '../result.js';
import { diffTable } from './diff-table.js';
import { pointsText } from './grade-bar.js';
import type { TextStyle } from './style.js';
import { clip, displayWidth, printable, wrap } from './width.js';
import { countOf, thousands } from './words.js';

interface Look {
  readonly symbol: string;
  readonly word: string;
  readonly style: keyof TextStyle;
}

const looks: Readonly<Record<CheckStatus, Look>> = {
  passed: { symbol: '✓', word: 'passed', style: 'passed' },
  failed: { symbol: '✗', word: 'failed', style: 'failed' },
  skipped: { symbol: '–', word: 'skipped', style: 'quiet' },
  error: { symbol: '!', word: 'could not run', style: 'warned' },
  timeout: { symbol: '✗', word: 'out of time', style: 'failed' },
  cancelled: { symbol: '–', word: 'cancelled', style: 'quiet' },
};

const indent = '    ';
/** Lines of raw text that are printed of each side, and of the log of a check that could not run. */
const mostLines = 12;
const mostLog = 8;

const durationText = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

const heading = (result: CheckResult, style: TextStyle, width: number): readonly string[] => {
  const { symbol, word, style: key } = looks[result.status];
  const points = `${pointsText(result.points)} of ${countOf(result.maxPoints, 'point')}`;
  const ran = result.status !== 'skipped' && result.status !== 'cancelled';
  const facts = [word, points, ...(ran ? [durationText(result.durationMs)] : [])].join(', ');
  const [first = '', ...rest] = wrap(result.title, width - 2);
  const lines = [`${style[key](symbol)} ${style.strong(first)}`, ...rest.map((line) => `  ${style.strong(line)}`)];
  const last = rest.at(-1) ?? first;
  if (displayWidth(last) + 4 + displayWidth(facts) > width)
    return [...lines, `  ${style.quiet(clip(facts, width - 2))}`];
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''}  ${style.quiet(facts)}`];
};

const sizes = ({ counts, orderOnly }: TableDiff): string => {
  const rows = `${countOf(counts.actual, 'row')}, ${thousands(counts.expected)} expected`;
  return orderOnly ? `${rows}, in another order` : `${rows}, ${thousands(counts.matching)} right`;
};

const textLines = (label: string, text: string | undefined, style: TextStyle, width: number): readonly string[] => {
  if (text === undefined) return [];
  const lines = text.replace(/\n$/, '').split('\n');
  const more = lines.length - mostLines;
  return [
    style.quiet(`${label}:`),
    ...lines.slice(0, mostLines).map((line) => clip(`  ${printable(line)}`, width)),
    ...(more > 0 ? [style.quiet(`  … ${countOf(more, 'more line')}`)] : []),
  ];
};

const evidenceLines = (evidence: Evidence, style: TextStyle, width: number): readonly string[] => {
  if (evidence.kind === 'table') {
    const caption = clip(`${printable(evidence.caption)}: ${sizes(evidence.diff)}`, width);
    return ['', style.quiet(caption), ...diffTable(evidence.diff, style, width)];
  }
  return [
    '',
    ...textLines('expected', evidence.expected, style, width),
    ...textLines('yours', evidence.actual, style, width),
  ];
};

const placeOf = (result: CheckResult): readonly string[] => {
  if (!result.location) return [];
  const { file, line, column } = result.location;
  return [printable(`${file}:${line}${column === undefined ? '' : `:${column}`}`)];
};

/** The end of the log, where a check could not run: often the only place that says why. */
const logLines = (result: CheckResult, style: TextStyle, width: number): readonly string[] => {
  if (result.status !== 'error' || result.log === undefined) return [];
  const lines = result.log.trimEnd().split('\n').slice(-mostLog);
  return ['', ...lines.map((line) => style.quiet(clip(printable(line), width)))];
};

/** What to try, set off from rows or a log above it. */
const helpLines = ({ help, evidence, log }: CheckResult, width: number): readonly string[] =>
  help === undefined ? [] : [...((evidence ?? log) ? [''] : []), ...wrap(`Next: ${help}`, width)];

const details = (result: CheckResult, style: TextStyle, width: number): readonly string[] => [
  ...placeOf(result).map(style.place),
  ...wrap(result.message, width),
  ...(result.evidence ? evidenceLines(result.evidence, style, width) : []),
  ...logLines(result, style, width),
  ...helpLines(result, width),
];

/** Lines of one check: symbol, title, status word, points and time; for one that did not pass also where, what, the rows and the help. */
export const resultLines = (result: CheckResult, style: TextStyle, width: number): readonly string[] => {
  const head = heading(result, style, width);
  if (result.status === 'passed') return head;
  return [...head, ...details(result, style, width - indent.length).map((line) => (line === '' ? '' : indent + line))];
};

/** One check as it is reported while a run goes on. */
export const renderResult = (result: CheckResult, style: TextStyle, width: number): string =>
  resultLines(result, style, width).join('\n');
