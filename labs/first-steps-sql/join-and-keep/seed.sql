-- Radio Puffin, November: artists have got a table of their own, and new requests have come in.
-- Plain SQL with fixed ids and dates, so that every learner sees the same rows.

CREATE TABLE artists (
  id   integer PRIMARY KEY,
  name text NOT NULL,         -- not unique: two bands are called The Lanterns
  home text
);

CREATE TABLE songs (
  id        integer PRIMARY KEY,
  title     text    NOT NULL,
  artist_id integer REFERENCES artists (id),   -- NULL: traditional, nobody knows who wrote it
  seconds   integer NOT NULL,
  released  integer
);

CREATE TABLE requests (
  id       integer PRIMARY KEY,
  song_id  integer NOT NULL REFERENCES songs (id),
  listener text,              -- NULL: asked without giving a name
  asked_on date    NOT NULL
);

INSERT INTO artists (id, name, home) VALUES
  (1,  'Ines Corvo',                 'Skerrow'),
  (2,  'The Lanterns',               'Skerrow'),
  (3,  'Brynja Ósk',                 NULL),
  (4,  'Señor Plankton',             'Port Ellery'),
  (5,  'Granny O''Malley''s Engine', 'Skerrow'),
  (6,  'Zoë Zephyr',                 'Halden Bay'),
  (7,  'The Quiet "Ones"',           NULL),
  (8,  'The Lanterns',               'Halden Bay'),
  (9,  'DJ Barnacle',                'Skerrow'),
  (10, 'Miss Ambergris',             'Port Ellery'),
  (11, 'Choir of the Second Ferry',  NULL);

INSERT INTO songs (id, title, artist_id, seconds, released) VALUES
  (1,  'Salt & Sugar',                 1,    214, 2022),
  (2,  'Low Tide',                     2,    187, 2009),
  (3,  'Kelp',                         3,    143, 2024),
  (4,  'The Ferryman''s Daughter',     NULL, 251, NULL),
  (5,  'Untitled',                     4,     95, NULL),
  (6,  'Otter Weather',                5,    176, 2022),
  (7,  'Three Boats Out',              NULL, 305, NULL),
  (8,  'Foghorn Waltz',                3,    228, 2024),
  (9,  'Where Is My Umbrella?',        6,    180, 2015),
  (10, 'Rust',                         7,    181, 2018),
  (11, 'Low Tide',                     8,    202, 2016),
  (12, 'Café at the End of the Pier',  1,    165, 2019),
  (13, 'Anchor Song',                  5,    199, 2023),
  (14, 'Untitled',                     7,     95, 2011),
  (15, 'Seven Gulls',                  NULL, 122, NULL),
  (16, 'Driftwood',                    2,    134, 2022),
  (17, 'Harbour Lights',               6,    240, 2025),
  (18, 'Don''t Wake the Puffins',      4,     88, 2020),
  (19, 'Storm Warning',                7,    275, 2018),
  (20, 'Lighthouse Keeper''s Lullaby', 3,    171, 2021),
  (21, 'Night Ferry',                  1,    158, 2017),
  (22, 'Wool',                         2,    117, NULL),
  (23, 'Grey on Grey',                 5,    233, 2012),
  (24, 'Sju måsar',                    NULL, 126, NULL),
  (25, 'Postcard from Nowhere',        4,    194, 2013),
  (26, 'Tin Roof',                     6,    149, 2020),
  (27, 'Perfume for Whales',           10,   210, 2014),
  (28, 'Worth Its Weight',             10,   188, 2014);

INSERT INTO requests (id, song_id, listener, asked_on) VALUES
  (1,  17, 'Anna Berg',    '2026-11-02'),
  (2,  4,  'Old Tom',      '2026-11-02'),
  (3,  18, 'The Twins',    '2026-11-02'),
  (4,  2,  'Dr. Finch',    '2026-11-03'),
  (5,  18, 'The Twins',    '2026-11-03'),
  (6,  4,  NULL,           '2026-11-03'),
  (7,  15, 'Søren',        '2026-11-03'),
  (8,  17, 'Kaito',        '2026-11-04'),
  (9,  13, 'Bo',           '2026-11-04'),
  (10, 11, 'Anna Berg',    '2026-11-04'),
  (11, 8,  'Priya',        '2026-11-05'),
  (12, 20, 'Léa',          '2026-11-05'),
  (13, 20, 'Léa',          '2026-11-05'),
  (14, 4,  'Mrs. O''Dowd', '2026-11-06'),
  (15, 17, NULL,           '2026-11-06'),
  (16, 26, 'Bo',           '2026-11-06'),
  (17, 2,  'Captain Holm', '2026-11-07'),
  (18, 18, 'The Twins',    '2026-11-07'),
  (19, 15, 'Old Tom',      '2026-11-08'),
  (20, 24, 'Søren',        '2026-11-08'),
  (21, 6,  'Priya',        '2026-11-08'),
  (22, 17, 'Dr. Finch',    '2026-11-09'),
  (23, 11, NULL,           '2026-11-09'),
  (24, 4,  'Captain Holm', '2026-11-10'),
  (25, 8,  'Anna Berg',    '2026-11-10'),
  (26, 19, 'Captain Holm', '2026-11-10'),
  (27, 2,  'Kaito',        '2026-11-11'),
  (28, 13, 'Mrs. O''Dowd', '2026-11-11'),
  (29, 17, 'Léa',          '2026-11-12'),
  (30, 23, 'Mrs. O''Dowd', '2026-11-12'),
  (31, 18, 'Old Tom',      '2026-11-12'),
  (32, 15, 'The Twins',    '2026-11-13'),
  (33, 26, NULL,           '2026-11-13'),
  (34, 6,  'Bo',           '2026-11-13'),
  (35, 4,  NULL,           '2026-11-14'),
  (36, 12, 'Priya',        '2026-11-14'),
  (37, 2,  'Anna Berg',    '2026-11-14'),
  (38, 8,  'Søren',        '2026-11-09'),   -- a message in a bottle: sent on the 9th, found on the 15th
  (39, 11, 'Dr. Finch',    '2026-11-15'),
  (40, 17, 'Bo',           '2026-11-16');
