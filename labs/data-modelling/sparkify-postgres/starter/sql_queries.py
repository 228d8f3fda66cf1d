"""The SQL of the Sparkify star schema: one named statement for each thing that is done to a table."""

# Drop: so that the tables can be made anew as often as you like

songplay_table_drop = "DROP TABLE IF EXISTS songplays"
user_table_drop = "DROP TABLE IF EXISTS users"
song_table_drop = "DROP TABLE IF EXISTS songs"
artist_table_drop = "DROP TABLE IF EXISTS artists"
time_table_drop = "DROP TABLE IF EXISTS time"

# Create: exercise "Draw the star". The table artists is done; give the other four their columns.

songplay_table_create = """
    CREATE TABLE songplays (
    )
"""

user_table_create = """
    CREATE TABLE users (
    )
"""

song_table_create = """
    CREATE TABLE songs (
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
    )
"""

# Insert: put `%s` where a value of yours belongs. Never paste values into SQL: names like O'Neil break it.

# Exercise "Songs and artists"
song_table_insert = ""
artist_table_insert = ""

# Exercise "Users"
user_table_insert = ""

# Exercise "Moments"
time_table_insert = ""

# Exercise "The plays": the statement that stores a play, and the one that finds song_id and artist_id
songplay_table_insert = ""
song_select = ""

# What create_tables.py goes through

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
