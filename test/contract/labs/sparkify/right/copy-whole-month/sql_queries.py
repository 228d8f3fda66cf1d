"""Star schema with foreign keys; the rows come by COPY."""

TABLES = ("songplays", "time", "songs", "artists", "users")

drop_table_queries = [f"DROP TABLE IF EXISTS {table} CASCADE" for table in TABLES]

create_table_queries = [
    """CREATE TABLE users (user_id int PRIMARY KEY, first_name text NOT NULL, last_name text NOT NULL, gender char(1), level text NOT NULL)""",
    """CREATE TABLE artists (artist_id text PRIMARY KEY, name text NOT NULL, location text, latitude double precision, longitude double precision)""",
    """CREATE TABLE songs (song_id text PRIMARY KEY, title text NOT NULL, artist_id text NOT NULL REFERENCES artists, year int, duration double precision)""",
    """CREATE TABLE time (start_time timestamp PRIMARY KEY, hour int, day int, week int, month int, year int, weekday int)""",
    """CREATE TABLE songplays (
        songplay_id int PRIMARY KEY, start_time timestamp NOT NULL REFERENCES time, user_id int NOT NULL REFERENCES users, level text,
        song_id text REFERENCES songs, artist_id text REFERENCES artists, session_id int, location text, user_agent text)""",
]
