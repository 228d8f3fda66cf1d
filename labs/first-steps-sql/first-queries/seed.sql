-- Radio Puffin, October: the song shelf and the requests of two weeks.
-- Plain SQL with fixed ids and dates, so that every learner sees the same rows.

CREATE TABLE songs (
  id       integer PRIMARY KEY,
  title    text    NOT NULL,
  artist   text,              -- NULL: traditional, nobody knows who wrote it
  seconds  integer NOT NULL,
  released integer,           -- year; NULL: not on the sleeve
  mood     text               -- the sticker on the sleeve; NULL: no sticker yet
);

CREATE TABLE requests (
  id         integer PRIMARY KEY,
  song_id    integer NOT NULL REFERENCES songs (id),
  listener   text,            -- NULL: asked without giving a name
  arrived_by text,            -- NULL: nobody wrote it down
  asked_on   date    NOT NULL,
  message    text
);

INSERT INTO songs (id, title, artist, seconds, released, mood) VALUES
  (1,  'Salt & Sugar',                 'Ines Corvo',                214, 2022, 'bright'),
  (2,  'Low Tide',                     'The Lanterns',              187, 2009, 'calm'),
  (3,  'Kelp',                         'Brynja Ósk',                143, 2024, NULL),
  (4,  'The Ferryman''s Daughter',     NULL,                        251, NULL, 'gloomy'),
  (5,  'Untitled',                     'Señor Plankton',             95, NULL, NULL),
  (6,  'Otter Weather',                'Granny O''Malley''s Engine', 176, 2022, 'bright'),
  (7,  'Three Boats Out',              NULL,                        305, NULL, 'stormy'),
  (8,  'Foghorn Waltz',                'Brynja Ósk',                228, 2024, 'calm'),
  (9,  'Where Is My Umbrella?',        'Zoë Zephyr',                180, 2015, NULL),
  (10, 'Rust',                         'The Quiet "Ones"',          181, 2018, NULL),
  (11, 'Low Tide',                     'The Lanterns',              202, 2016, NULL),
  (12, 'Café at the End of the Pier',  'Ines Corvo',                165, 2019, NULL),
  (13, 'Anchor Song',                  'Granny O''Malley''s Engine', 199, 2023, 'calm'),
  (14, 'Untitled',                     'The Quiet "Ones"',           95, 2011, NULL),
  (15, 'Seven Gulls',                  NULL,                        122, NULL, 'bright'),
  (16, 'Driftwood',                    'The Lanterns',              134, 2022, 'calm'),
  (17, 'Harbour Lights',               'Zoë Zephyr',                240, 2025, 'bright'),
  (18, 'Don''t Wake the Puffins',      'Señor Plankton',             88, 2020, 'bright'),
  (19, 'Storm Warning',                'The Quiet "Ones"',          275, 2018, 'stormy'),
  (20, 'Lighthouse Keeper''s Lullaby', 'Brynja Ósk',                171, 2021, 'calm'),
  (21, 'Night Ferry',                  'Ines Corvo',                158, 2017, NULL),
  (22, 'Wool',                         'The Lanterns',              117, NULL, NULL),
  (23, 'Grey on Grey',                 'Granny O''Malley''s Engine', 233, 2012, 'gloomy'),
  (24, 'Sju måsar',                    NULL,                        126, NULL, NULL),
  (25, 'Postcard from Nowhere',        'Señor Plankton',            194, 2013, 'gloomy'),
  (26, 'Tin Roof',                     'Zoë Zephyr',                149, 2020, 'stormy');

INSERT INTO requests (id, song_id, listener, arrived_by, asked_on, message) VALUES
  (1,  17, 'Anna Berg',     'phone',    '2026-10-05', 'For my sister, who can''t stand it.'),
  (2,  4,  NULL,            'bottle',   '2026-10-05', 'Heard it in a dream. Also, please send a boat.'),
  (3,  18, 'The Twins',     'phone',    '2026-10-05', 'AGAIN! AGAIN!'),
  (4,  2,  'Dr. Finch',     'email',    '2026-10-06', NULL),
  (5,  15, 'Old Tom',       'postcard', '2026-10-06', 'You play it too fast.'),
  (6,  18, 'The Twins',     'phone',    '2026-10-06', 'AGAIN!'),
  (7,  8,  'Søren',         NULL,       '2026-10-06', NULL),
  (8,  4,  'Mrs. O''Dowd',  'postcard', '2026-10-07', 'It''s about my aunt.'),
  (9,  17, NULL,            'ferry',    '2026-10-07', 'Shouted from the upper deck.'),
  (10, 11, 'Anna Berg',     'email',    '2026-10-07', 'The other Low Tide, please.'),
  (11, 20, 'Léa',           'phone',    '2026-10-08', 'The baby is awake.'),
  (12, 20, 'Léa',           'phone',    '2026-10-08', 'The baby is STILL awake.'),
  (13, 6,  'Priya',         'postcard', '2026-10-08', NULL),
  (14, 24, 'Søren',         'postcard', '2026-10-08', 'Tack så mycket!'),
  (15, 7,  NULL,            'bottle',   '2026-10-09', NULL),
  (16, 13, 'Bo',            NULL,       '2026-10-09', 'My boss said "play it loud".'),
  (17, 17, 'Dr. Finch',     'email',    '2026-10-09', NULL),
  (18, 5,  'Kaito',         'email',    '2026-10-09', 'The one without a name. The first one.'),
  (19, 18, 'Old Tom',       'phone',    '2026-10-10', 'Tell those twins to stop calling. But do play it.'),
  (20, 9,  NULL,            'phone',    '2026-10-10', 'Seriously, where is it?'),
  (21, 12, 'Priya',         'postcard', '2026-10-10', 'Best crêpes on the island.'),
  (22, 4,  'Captain Holm',  'ferry',    '2026-10-10', NULL),
  (23, 23, 'Mrs. O''Dowd',  'postcard', '2026-10-11', NULL),
  (24, 26, 'Bo',            'phone',    '2026-10-11', 'It is raining on mine right now.'),
  (25, 2,  NULL,            NULL,       '2026-10-11', NULL),
  (26, 16, 'Captain Holm',  'bottle',   '2026-10-12', 'I do own a radio. This is more fun.'),
  (27, 19, 'Captain Holm',  'ferry',    '2026-10-12', 'Is that a song or a forecast?'),
  (28, 8,  'Anna Berg',     'email',    '2026-10-12', NULL),
  (29, 15, NULL,            'postcard', '2026-10-13', 'From a well-wisher with seven gulls.'),
  (30, 17, 'Kaito',         'email',    '2026-10-13', NULL),
  (31, 3,  'Priya',         NULL,       '2026-10-13', NULL),
  (32, 11, 'Dr. Finch',     'bottle',   '2026-10-14', 'Testing the currents.'),
  (33, 18, 'The Twins',     'phone',    '2026-10-14', 'PLEASE'),
  (34, 21, NULL,            'phone',    '2026-10-14', NULL),
  (35, 4,  'Old Tom',       'postcard', '2026-10-15', 'Slower.'),
  (36, 25, 'Léa',           'postcard', '2026-10-15', 'The baby sleeps. Wish you were here.'),
  (37, 17, NULL,            NULL,       '2026-10-15', NULL),
  (38, 1,  'Bo',            'ferry',    '2026-10-16', NULL),
  (39, 22, 'Mrs. O''Dowd',  'postcard', '2026-10-16', 'For my knitting club.'),
  (40, 10, 'Søren',         'email',    '2026-10-16', NULL),
  (41, 7,  'Captain Holm',  'bottle',   '2026-10-17', NULL),
  (42, 14, 'Kaito',         NULL,       '2026-10-17', 'The one without a name. The other one.'),
  (43, 2,  'Anna Berg',     'phone',    '2026-10-18', NULL),
  (44, 18, 'The Twins',     'pigeon',   '2026-10-18', 'PLEASE (the phone is gone)');
