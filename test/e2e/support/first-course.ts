/** The course that is shipped, as far as the scenarios use it. */
export const course = { title: 'First steps with SQL', modules: ['Ask a table', 'Shape and keep data'] } as const;

/** Title of the lab of these exercises. */
export const firstLab = 'First queries';

const lab = 'first-steps-sql/first-queries';

export const stickers = {
  title: 'Songs without a sticker',
  name: '01-songs-without-a-sticker.sql',
  file: `${lab}/01-songs-without-a-sticker.sql`,
  checks: { songs: 'The short songs without a sticker, and only those', columns: 'Title first, then seconds' },
  starter: 'SELECT *\nFROM songs\nWHERE seconds <= 180;\n',
  /** Six rows too many: the condition on the sticker is missing. */
  wrong: 'SELECT title, seconds\nFROM songs\nWHERE seconds <= 180;\n',
  right: 'SELECT title, seconds\nFROM songs\nWHERE seconds <= 180 AND mood IS NULL;\n',
} as const;

export const newest = {
  title: 'The five newest songs',
  name: '02-newest-five.sql',
  file: `${lab}/02-newest-five.sql`,
  checks: { songs: 'The right five songs' },
  starter: 'SELECT title, released\nFROM songs\nORDER BY released;\n',
  right: 'SELECT title, released\nFROM songs\nWHERE released IS NOT NULL\nORDER BY released DESC, title\nLIMIT 5;\n',
  /** The third line has a word that is none. */
  broken: 'SELECT title, released\nFROM songs\nORDERED BY released DESC;\n',
  /** Right rows after a while: a save can come in the middle of its check. */
  slow: 'SELECT title, released\nFROM songs, pg_sleep(3)\nWHERE released IS NOT NULL\nORDER BY released DESC, title\nLIMIT 5;\n',
} as const;

export const arrivals = {
  title: 'How requests arrive',
  name: '03-how-requests-arrive.sql',
  file: `${lab}/03-how-requests-arrive.sql`,
  starter: 'SELECT arrived_by\nFROM requests\nGROUP BY arrived_by;\n',
  right:
    'SELECT arrived_by, count(*) AS total\nFROM requests\nGROUP BY arrived_by\nHAVING count(*) >= 5\nORDER BY total DESC;\n',
} as const;

export const quiz = { title: 'SQL basics', questions: 6 } as const;
