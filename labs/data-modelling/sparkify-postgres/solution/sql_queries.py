"""The SQL of the Sparkify star schema: one named statement for each thing that is done to a table."""

# Drop

songplay_table_drop = "DROP TABLE IF EXISTS songplays"
user_table_drop = "DROP TABLE IF EXISTS users"
song_table_drop = "DROP TABLE IF EXISTS songs"
artist_table_drop = "DROP TABLE IF EXISTS artists"
time_table_drop = "DROP TABLE IF EXISTS time"

# Create

# A user can't start two songs at the same moment of one session: that makes a play recognisable, and a second load harmless.
songplay_table_create = """
    CREATE TABLE songplays (
        songplay_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        start_time  timestamp NOT NULL,
        user_id     integer NOT NULL,
        level       text NOT NULL,
        song_id     text,
        artist_id   text,
        session_id  integer NOT NULL,
        location    text,
        user_agent  text,
        UNIQUE (start_time, user_id, session_id)
    )
"""

user_table_create = """
    CREATE TABLE users (
        user_id    integer PRIMARY KEY,
        first_name text NOT NULL,
        last_name  text NOT NULL,
        gender     text,
        level      text NOT NULL
    )
"""

song_table_create = """
    CREATE TABLE songs (
        song_id   text PRIMARY KEY,
        title     text NOT NULL,
        artist_id text NOT NULL,
        year      integer,
        duration  double precision NOT NULL
    )
"""

artist_table_create = """
    CREATE TABLE artists (
        artist_id text PRIMARY KEY,
        name      text NOT NULL,
        location  text,
        latitude  double precision,
        longitude double precision
    )
"""

time_table_create = """
    CREATE TABLE time (
        start_time timestamp PRIMARY KEY,
        hour       integer NOT NULL,
        day        integer NOT NULL,
        week       integer NOT NULL,
        month      integer NOT NULL,
        year       integer NOT NULL,
        weekday    integer NOT NULL
    )
"""

# Insert; `VALUES %s` takes many rows at once

songplay_table_insert = """
    INSERT INTO songplays (start_time, user_id, level, song_id, artist_id, session_id, location, user_agent)
    VALUES %s
    ON CONFLICT (start_time, user_id, session_id) DO NOTHING
"""

# Files are read in the order of their dates, so the level that comes last is the latest.
user_table_insert = """
    INSERT INTO users (user_id, first_name, last_name, gender, level)
    VALUES %s
    ON CONFLICT (user_id) DO UPDATE SET level = excluded.level
"""

song_table_insert = """
    INSERT INTO songs (song_id, title, artist_id, year, duration)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (song_id) DO NOTHING
"""

artist_table_insert = """
    INSERT INTO artists (artist_id, name, location, latitude, longitude)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (artist_id) DO NOTHING
"""

time_table_insert = """
    INSERT INTO time (start_time, hour, day, week, month, year, weekday)
    VALUES %s
    ON CONFLICT (start_time) DO NOTHING
"""

# Find a song

song_select = """
    SELECT songs.song_id, artists.artist_id
    FROM songs
    JOIN artists ON artists.artist_id = songs.artist_id
    WHERE songs.title = %s AND artists.name = %s AND songs.duration = %s
"""

create_table_queries = [
    user_table_create,
    artist_table_create,
    song_table_create,
    time_table_create,
    songplay_table_create,
]
drop_table_queries = [
    songplay_table_drop,
    time_table_drop,
    song_table_drop,
    artist_table_drop,
    user_table_drop,
]
