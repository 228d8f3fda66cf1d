from textwrap import dedent

create = {
    "artists": "artist_id text primary key, name text not null, location text, latitude real, longitude real",
    "songs": "song_id text primary key, title text not null, artist_id text not null, year int check (year >= 0), duration float8 not null",
    "users": "user_id int primary key, first_name text, last_name text, gender text, level text not null",
    "time": "start_time timestamptz primary key, hour int, day int, week int, month int, year int, weekday int",
    "songplays": dedent("""\
        songplay_id uuid primary key default gen_random_uuid(), start_time timestamptz not null, user_id int not null,
        level text not null, song_id text, artist_id text, session_id int not null, location text, user_agent text"""),
}
create_table_queries = [f"create table {name} ({columns})" for name, columns in create.items()]
drop_table_queries = [f"drop table if exists {name}" for name in create]
