import type { CheckResult, CheckRun, TableDiff } from '../../src/core/check/result.js';
import type { PanelExercise, ToPanel } from '../../src/protocol/panel.js';
import {
  both,
  column,
  exercise,
  failedResults,
  hints,
  quiz,
  questions,
  ref,
  result,
  run,
  shortDiff,
} from './fixtures.js';

const after = (of: CheckRun, changes: Partial<PanelExercise> = {}): readonly ToPanel[] => {
  const { grade } = of;
  const state = grade.passed ? 'passed' : 'partial';
  return [
    { type: 'exercise', exercise },
    { type: 'run', run: of, exercise: { ...exercise, state, attempts: 3, best: grade.fraction, ...changes } },
  ];
};

const passed = [0, 1, 2, 3].map((index) => result(index));

const wideColumns = Array.from({ length: 14 }, (_, index) =>
  both(`measurement_${index + 1}`, index % 2 ? 'decimal' : 'text'),
);
const wideRow = (shift: number) =>
  wideColumns.map((_, index) => (index % 2 ? `${1000 * index + shift}.25` : `value ${index}`));

const wideDiff: TableDiff = {
  equal: false,
  columns: wideColumns,
  rows: Array.from({ length: 40 }, (_, index) =>
    index % 4 === 3
      ? { status: 'missing' as const, expected: wideRow(index) }
      : { status: 'changed' as const, expected: wideRow(index), actual: wideRow(index).with(5, '5000.00'), cells: [5] },
  ),
  counts: { expected: 6820, actual: 6810, matching: 6700, missing: 120, extra: 110 },
  orderOnly: false,
  hidden: 70,
};

const columnDiff: TableDiff = {
  equal: false,
  columns: [
    both('artist_id'),
    {
      name: 'latitude',
      differs: 'type',
      expected: column('latitude', 'float', 'double precision'),
      actual: column('latitude', 'text', 'character varying'),
    },
    { name: 'location', differs: 'missing', expected: column('location') },
    { name: 'place', differs: 'extra', actual: column('place') },
  ],
  rows: [
    {
      status: 'changed',
      expected: ['AR1', '51.5', 'London', null],
      actual: ['AR1', '51.50000', null, 'London'],
      cells: [1],
    },
    { status: 'changed', expected: ['AR2', null, 'Oslo', null], actual: ['AR2', '', null, 'Oslo'], cells: [1, 2, 3] },
  ],
  counts: { expected: 69, actual: 69, matching: 0, missing: 69, extra: 69 },
  orderOnly: false,
  hidden: 67,
};

const namesOnly: TableDiff = {
  ...columnDiff,
  rows: [],
  counts: { expected: 69, actual: 69, matching: 69, missing: 0, extra: 0 },
  hidden: 0,
};

const countsOnly: TableDiff = { ...shortDiff, rows: [], hidden: 6 };

const orderDiff: TableDiff = {
  equal: false,
  columns: [both('title'), both('year', 'integer')],
  rows: [
    { status: 'moved', expected: ['Slow Tide', '1999'], actual: ['Harbour Light', '2004'] },
    { status: 'moved', expected: ['Harbour Light', '2004'], actual: ['Slow Tide', '1999'] },
    { status: 'same', expected: ['Intro', '2010'], actual: ['Intro', '2010'] },
  ],
  counts: { expected: 3, actual: 3, matching: 3, missing: 0, extra: 0 },
  orderOnly: true,
  hidden: 0,
};

const withTable = (diff: TableDiff, caption: string, changes: Partial<CheckResult> = {}): readonly CheckResult[] => [
  result(0),
  result(1),
  result(2, {
    status: 'failed',
    message: 'Your result has other rows.',
    evidence: { kind: 'table', caption, diff },
    ...changes,
  }),
  result(3),
];

const long = 'a-very-long-name-without-any-place-to-break-'.repeat(6);

const chosen = { grain: ['event'], conflict: ['upsert', 'try'] };
const quizRun = run(
  [
    result(0, {
      checkId: 'grain',
      kind: 'quiz.question',
      message: 'One event, one row: the finest grain the log has.',
      points: 1,
      maxPoints: 1,
      isolation: 'none',
    }),
    result(1, {
      checkId: 'conflict',
      title: 'Which of these make a second run of the ETL harmless?',
      kind: 'quiz.question',
      status: 'failed',
      message: 'Catching the error leaves the transaction aborted: nothing after it is loaded.',
      help: 'One more of these is harmless too.',
      points: 0,
      maxPoints: 1,
      isolation: 'none',
    }),
  ],
  { trigger: 'submit', environment: [] },
);
/** A lab whose saves are checked on a part of the data first. */
const tiered: PanelExercise = { ...exercise, tiers: ['quick', 'full'], quickData: '3 days of data' };

const esc = String.fromCharCode(27);

const quizDone: PanelExercise = {
  ...quiz,
  state: 'partial',
  attempts: 1,
  best: 0.5,
  questions: questions.map((question) => ({ ...question, chosen: chosen[question.checkId as keyof typeof chosen] })),
};

/** What the host would send, by the name of what the panel then shows. */
export const states: Readonly<Record<string, readonly ToPanel[]>> = {
  empty: [],
  unchecked: [{ type: 'exercise', exercise }],
  'not-started': [{ type: 'exercise', exercise: { ...exercise, started: false } }],
  'first-check': [
    { type: 'exercise', exercise },
    { type: 'checking', ref, runId: 'run-1', tier: 'full' },
    { type: 'result', runId: 'run-1', result: result(0, { durationMs: 412 }) },
  ],
  rechecking: [
    ...after(run(failedResults)),
    { type: 'checking', ref, runId: 'run-2', tier: 'full' },
    { type: 'result', runId: 'run-2', result: result(0, { durationMs: 407 }) },
  ],
  failed: after(run(failedResults)),
  'quick-under-way': [
    { type: 'exercise', exercise: tiered },
    { type: 'checking', ref, runId: 'run-1', tier: 'quick' },
    { type: 'result', runId: 'run-1', result: result(0, { durationMs: 412 }) },
  ],
  'full-under-way': [
    ...after(run(failedResults), tiered),
    { type: 'checking', ref, runId: 'run-2', tier: 'quick' },
    ...[0, 1, 2].map((index) => ({ type: 'result' as const, runId: 'run-2', result: result(index) })),
    { type: 'checking', ref, runId: 'run-3', tier: 'full', follows: 'run-2' },
    { type: 'result', runId: 'run-3', result: result(0, { durationMs: 6120 }) },
  ],
  'quick-failed': after(
    run(
      failedResults.map((each, index) =>
        index === 3
          ? { ...each, message: 'Part of the full check, which runs when the quick one passes.' }
          : { ...each, isolation: 'scratch', kind: index === 0 ? 'python.run' : each.kind },
      ),
      { tier: 'quick', environment: ['PostgreSQL 18.4', 'Python 3.12.4'] },
    ),
    tiered,
  ),
  'python-output': after(
    run([
      result(0, {
        status: 'failed',
        kind: 'python.run',
        isolation: 'scratch',
        message: "`etl.py` stopped with `KeyError: 'song_id'`.",
        location: { file: 'etl.py', line: 48, column: 5, endLine: 51, endColumn: 20 },
        log: `1/30 files\r2/30 files\r30/30 files processed.\n${esc}[31mTraceback (most recent call last):${esc}[0m\n  File "etl.py", line 48, in process_song_file`,
      }),
      ...[1, 2, 3].map((index) => result(index, { status: 'skipped', message: 'Skipped.', durationMs: 0 })),
    ]),
    { solution: { allowed: true } },
  ),
  'side-by-side': after(run(withTable(shortDiff, 'Plays by level'))),
  passed: after(run(passed, { trigger: 'command' })),
  error: after(
    run([
      result(0),
      result(1, {
        status: 'error',
        message: 'PostgreSQL stopped while this check was running.',
        help: 'Press *Check again*; the server is started anew. If it stops again, look at the log.',
        log: 'FATAL:  terminating connection due to administrator command',
        durationMs: 2310,
      }),
      result(2, {
        status: 'skipped',
        message: 'Skipped: it needs “One songplay for every NextSong event” first.',
        durationMs: 0,
      }),
      result(3, { status: 'cancelled', message: 'Stopped because a newer check began.', durationMs: 0 }),
    ]),
  ),
  timeout: after(
    run([
      result(0),
      result(1),
      result(2, {
        status: 'timeout',
        message: 'The query was still running after 10 s and was stopped.',
        help: 'A join without a condition pairs every row with every other: look for a missing `ON`.',
        location: { file: 'sql_queries.py', line: 61 },
        durationMs: 10_004,
      }),
      result(3, {
        status: 'skipped',
        message: 'Skipped: it needs “Song and artist found by title, artist and length” first.',
        durationMs: 0,
      }),
    ]),
  ),
  skipped: after(
    run([
      result(0, {
        status: 'failed',
        message: '`etl.py` stopped with `UndefinedTable: relation "songs" does not exist`.',
        location: { file: 'etl.py', line: 48 },
        evidence: {
          kind: 'text',
          expected: 'exit code 0',
          actual:
            'exit code 1\n\npsycopg2.errors.UndefinedTable: relation "songs" does not exist\nLINE 1: INSERT INTO songs (song_id, title) VALUES (…)',
        },
        log: 'Traceback (most recent call last):\n  File "etl.py", line 48, in process_song_file',
      }),
      ...[1, 2, 3].map((index) =>
        result(index, {
          status: 'skipped',
          message: 'Skipped: it needs “`etl.py` runs to the end” first.',
          durationMs: 0,
        }),
      ),
    ]),
  ),
  columns: after(
    run(withTable(columnDiff, '`artists`', { message: 'Column `location` is missing, and `place` is not asked for.' })),
  ),
  names: after(
    run(withTable(namesOnly, '`artists`', { message: 'Column `location` is missing, and `place` is not asked for.' })),
  ),
  counts: after(run(withTable(countsOnly, 'Rows of a hidden data set'))),
  order: after(run(withTable(orderDiff, 'Songs by title', { message: 'The right rows, but not sorted by `title`.' }))),
  wide: after(run(withTable(wideDiff, '`measurements`'))),
  long: after(
    run([
      result(0, { title: `Title ${long}` }),
      result(1, {
        status: 'failed',
        points: 2.5,
        message: `The table \`${long}\` does not exist. ${'Nothing was found in it. '.repeat(12)}`,
        evidence: { kind: 'text', expected: long, actual: `${long}\n${'row '.repeat(120)}` },
      }),
      result(2),
      result(3),
    ]),
    {
      title: `Resolve ${long}`,
      checks: exercise.checks.map((check, index) => (index === 0 ? { ...check, title: `Title ${long}` } : check)),
    },
  ),
  hints: after(run(failedResults), {
    hints: [
      ...hints.map((ladder) => ({
        ...ladder,
        shown: [
          ...ladder.shown,
          'Compare **artist** and **length** too:\n\n- `a.name = %s`\n- `s.duration = %s`',
          'Join `artists` to `songs`.',
        ],
      })),
      { total: 2, shown: [] },
    ],
  }),
  quiz: [{ type: 'exercise', exercise: quiz }],
  'quiz-submitted': [
    { type: 'exercise', exercise: quiz },
    { type: 'run', run: { ...quizRun, ...quiz.ref }, exercise: quizDone },
  ],
  problem: [
    { type: 'exercise', exercise },
    {
      type: 'problem',
      message: 'PostgreSQL could not be started: port 5432 is taken by another program.',
      cure: 'Stop the other server, or let the lab use a free port.',
      action: { label: 'Try again', id: 'retry' },
    },
  ],
  notice: [
    ...after(run(failedResults)),
    { type: 'notice', message: 'Your files are back to the starter. What was there is kept in `.delabs/backup-3`.' },
  ],
};
