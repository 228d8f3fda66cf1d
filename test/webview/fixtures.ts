import type { CheckResult, CheckRun, TableDiff } from '../../src/core/check/result.js';
import type { Column, ColumnType, Row } from '../../src/core/check/table.js';
import type { CheckHeading, HintLadder, QuestionView } from '../../src/protocol/exercise-view.js';
import type { PanelExercise } from '../../src/protocol/panel.js';

export const ref = { courseId: 'data-engineering', itemId: 'sparkify-postgres', exerciseId: 'songplays' };

export const headings: readonly CheckHeading[] = [
  { checkId: 'etl-runs', title: '`etl.py` runs to the end', maxPoints: 4 },
  { checkId: 'row-per-play', title: 'One songplay for every NextSong event', requirement: 'R1', maxPoints: 6 },
  {
    checkId: 'row-resolved',
    title: 'Song and artist found by title, artist and length',
    requirement: 'R2',
    maxPoints: 7,
  },
  { checkId: 'twice', title: 'Running the ETL twice changes nothing', requirement: 'R3', maxPoints: 8 },
];

const instructionsHtml = `
<h1>Resolve the song of every play</h1>
<p>The log says what was <em>heard</em>: a title, an artist's name and a length. Your star schema needs what was <strong>played</strong>:
a <code>song_id</code> and an <code>artist_id</code>. Fill both in for every row of <code>songplays</code>.</p>
<ol><li>Open <a href="sql_queries.py">sql_queries.py</a> and complete <code>song_select</code>.</li>
<li>Run <a href="etl.py">etl.py</a>.</li></ol>
<pre><code class="hljs language-sql"><span class="hljs-keyword">SELECT</span> s.song_id, s.artist_id
  <span class="hljs-keyword">FROM</span> songs s <span class="hljs-keyword">JOIN</span> artists a <span class="hljs-keyword">USING</span> (artist_id)
 <span class="hljs-keyword">WHERE</span> s.title = %s <span class="hljs-comment">-- and what else?</span></code></pre>
<p>Background: <a href="https://www.postgresql.org/docs/18/queries-table-expressions.html">joins in the PostgreSQL manual</a>.</p>`;

export const hints: readonly HintLadder[] = [
  {
    checkId: 'row-resolved',
    total: 3,
    shown: [
      'A title does not identify a song. Which other facts does an event tell you about the song that was heard?',
    ],
  },
];

export const exercise: PanelExercise = {
  ref,
  courseTitle: 'Data engineering',
  itemTitle: 'Model Sparkify in PostgreSQL',
  title: 'Resolve the song of every play',
  kind: 'lab',
  grading: 'graded',
  state: 'not-attempted',
  ordinal: 4,
  total: 7,
  instructionsHtml,
  requirements: {
    R1: 'Every `NextSong` event gives exactly one row in `songplays`.',
    R2: 'A song is found only when title, artist and length all agree.',
    R3: 'The ETL may be run again on the same files.',
  },
  files: ['etl.py', 'sql_queries.py'],
  checks: headings,
  hints,
  questions: [],
  attempts: 0,
  best: 0,
  next: { ...ref, exerciseId: 'idempotent' },
  started: true,
  solution: { allowed: false, reason: 'This lab is graded.', cure: 'Use the hints.' },
  asChecked: false,
  tiers: ['full'],
  runtimes: ['python'],
};

export const column = (name: string, type: ColumnType = 'text', declared?: string): Column => ({
  name,
  type,
  ...(declared === undefined ? {} : { declared }),
});

export const both = (name: string, type: ColumnType = 'text') => ({
  name,
  expected: column(name, type),
  actual: column(name, type),
});

const play = (at: string, user: string, title: string, heard: string | null, found: string | null): Row => [
  at,
  user,
  title,
  heard,
  found,
];

/** The table of the mock: one row right, three resolved that should not have been. */
export const songplaysDiff: TableDiff = {
  equal: false,
  columns: [
    both('start_time', 'timestamp'),
    both('user_id', 'integer'),
    both('title'),
    both('artist heard'),
    both('artist found'),
  ],
  rows: [
    {
      status: 'changed',
      expected: play('2018-11-14 04:13:36', '44', 'Intro', 'Nils Adair', null),
      actual: play('2018-11-14 04:13:36', '44', 'Intro', 'Nils Adair', 'The Low Lamps'),
      cells: [4],
    },
    {
      status: 'changed',
      expected: play('2018-11-19 09:14:20', '24', 'Intro', 'Ruth Okoye', 'Ruth Okoye'),
      actual: play('2018-11-19 09:14:20', '24', 'Intro', 'Ruth Okoye', 'The Low Lamps'),
      cells: [4],
    },
    { status: 'extra', actual: play('2018-11-27 18:09:02', '80', 'Intro', null, 'The Low Lamps') },
    { status: 'missing', expected: play('2018-11-28 07:41:55', '15', 'Harbour Light', 'Mara Quist', 'Mara Quist') },
    {
      status: 'same',
      expected: play('2018-11-21 21:56:47', '15', 'Slow Tide', 'Mara Quist', 'Mara Quist'),
      actual: play('2018-11-21 21:56:47', '15', 'Slow Tide', 'Mara Quist', 'Mara Quist'),
    },
  ],
  counts: { expected: 4, actual: 4, matching: 1, missing: 3, extra: 3 },
  orderOnly: false,
  hidden: 0,
};

/** Few and short columns: the two panes fit beside each other. */
export const shortDiff: TableDiff = {
  equal: false,
  columns: [both('level'), both('plays', 'integer'), both('share', 'decimal')],
  rows: [
    { status: 'changed', expected: ['free', '1229', '0.18'], actual: ['free', '1229', '0.19'], cells: [2] },
    { status: 'changed', expected: ['paid', '5591', '0.82'], actual: ['paid ', '5592', '0.82'], cells: [0, 1] },
    { status: 'extra', actual: [null, '0', '0'] },
    { status: 'missing', expected: ['trial', '12', ''] },
    { status: 'same', expected: ['family', '40', '0.01'], actual: ['family', '40', '0.01'] },
  ],
  counts: { expected: 4, actual: 4, matching: 1, missing: 3, extra: 3 },
  orderOnly: false,
  hidden: 0,
};

export const result = (index: number, changes: Partial<CheckResult> = {}): CheckResult => {
  const heading = headings[index] ?? headings[0];
  if (!heading) throw new Error('no such check');
  return {
    ...heading,
    kind: 'sql.query',
    status: 'passed',
    message: 'As it should be.',
    points: changes.status === undefined || changes.status === 'passed' ? heading.maxPoints : 0,
    durationMs: 3.2,
    isolation: 'clone',
    ...changes,
  };
};

export const run = (results: readonly CheckResult[], changes: Partial<CheckRun> = {}): CheckRun => {
  const points = results.reduce((sum, each) => sum + each.points, 0);
  const maxPoints = results.reduce((sum, each) => sum + each.maxPoints, 0);
  const fraction = points / maxPoints;
  const gradable = results.every(({ status }) => status !== 'error' && status !== 'cancelled');
  return {
    format: 1,
    id: 'run-1',
    ...ref,
    exerciseTitle: exercise.title,
    trigger: 'save',
    startedAt: Date.UTC(2026, 10, 20, 13, 32, 7),
    durationMs: 421,
    results,
    grade: { points, maxPoints, fraction, passed: fraction >= 0.8, gradable },
    environment: ['PostgreSQL 18.4'],
    ...changes,
  };
};

export const failedResults: readonly CheckResult[] = [
  result(0, {
    durationMs: 412,
    message: 'Ended with exit code 0.',
    log: 'NOTICE:  table "songplays" does not exist, skipping\n30/30 files processed.',
  }),
  result(1, { message: '6820 rows for 6820 events.' }),
  result(2, {
    status: 'failed',
    durationMs: 6.1,
    message: 'Three plays point to the wrong song: they share only the `title` “Intro” with a song by another artist.',
    help: 'Look at what your query compares, and at what the event tells you beside the title.',
    location: { file: 'sql_queries.py', line: 61 },
    evidence: { kind: 'table', caption: '`songplays` with a `song_id`', diff: songplaysDiff },
  }),
  result(3, {
    status: 'skipped',
    message: 'Skipped: it needs “Song and artist found by title, artist and length” first.',
    durationMs: 0,
  }),
];

export const questions: readonly QuestionView[] = [
  {
    checkId: 'grain',
    type: 'single',
    prompt: 'What is the **grain** of `songplays`?',
    options: [
      { id: 'event', text: 'One row for every `NextSong` event' },
      { id: 'session', text: 'One row for every session' },
      { id: 'user', text: 'One row for every user and day' },
    ],
    chosen: [],
  },
  {
    checkId: 'conflict',
    type: 'multiple',
    prompt: 'Which of these make a second run of the ETL harmless?\n\n```\nINSERT INTO users VALUES (…)\n```',
    options: [
      { id: 'upsert', text: '`ON CONFLICT (user_id) DO UPDATE`' },
      { id: 'truncate', text: '`TRUNCATE` before the load, in the same transaction' },
      { id: 'try', text: 'Catching the error in Python and going on' },
    ],
    chosen: [],
  },
];

export const quiz: PanelExercise = {
  ...exercise,
  ref: { ...ref, itemId: 'modelling-quiz', exerciseId: 'modelling-quiz' },
  itemTitle: 'Star schemas: what you know',
  title: 'Star schemas: what you know',
  kind: 'quiz',
  grading: 'practice',
  ordinal: 1,
  total: 1,
  instructionsHtml: '',
  requirements: {},
  files: [],
  checks: questions.map(({ checkId }) => ({ checkId, title: checkId, maxPoints: 1 })),
  hints: [],
  questions,
  started: false,
};
