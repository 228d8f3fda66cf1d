create_table_queries = ["""
    create table users (user_id bigint primary key, first_name text not null, last_name text not null, gender text not null, level text not null);
    create table artists (artist_id text primary key, name text not null, location text, latitude float, longitude float);
    create table songs (song_id text primary key, title text not null, artist_id text not null references artists, year int, duration float not null);
    create table time (start_time timestamp primary key, hour int, day int, week int, month int, year int, weekday text);
    create table songplays (songplay_id bigint primary key, start_time timestamp not null, user_id bigint not null, level text, song_id text,
        artist_id text, session_id bigint, location text, user_agent text);
"""]
drop_table_queries = ["drop table if exists songplays, users, songs, artists, time"]

stage = "create temp table raw (line jsonb)"
fill = """
    insert into artists
    select distinct on (line ->> 'artist_id') line ->> 'artist_id', line ->> 'artist_name', nullif(line ->> 'artist_location', ''),
           (line ->> 'artist_latitude')::float, (line ->> 'artist_longitude')::float
    from raw where line ? 'num_songs' order by line ->> 'artist_id', line ->> 'song_id' desc;

    insert into songs select line ->> 'song_id', line ->> 'title', line ->> 'artist_id', (line ->> 'year')::int, (line ->> 'duration')::float
    from raw where line ? 'num_songs';

    create temp table play as
    select to_timestamp((line ->> 'ts')::bigint / 1000.0) at time zone 'UTC' as start_time, x.*
    from raw, jsonb_to_record(line) as x ("userId" bigint, "firstName" text, "lastName" text, gender text, level text, song text, artist text,
        length float, "sessionId" bigint, location text, "userAgent" text)
    where line ->> 'page' = 'NextSong';

    insert into users select distinct on ("userId") "userId", "firstName", "lastName", gender, level from play order by "userId", start_time desc;

    insert into time select distinct start_time, extract(hour from start_time), extract(day from start_time), extract(week from start_time),
        extract(month from start_time), extract(year from start_time), to_char(start_time, 'Dy') from play;

    insert into songplays
    select row_number() over (order by start_time, "userId"), start_time, "userId", play.level, songs.song_id, songs.artist_id, "sessionId", play.location,
           "userAgent"
    from play
    left join (songs join artists using (artist_id)) on title = song and name = artist and abs(duration - length) < 0.001;
"""
