class Queries:
    """All SQL in one place."""

    tables = {
        "fact_songplay": "songplay_id serial primary key, start_time timestamp not null, user_id varchar not null, level varchar, song_id varchar, "
                         "artist_id varchar, session_id varchar, location varchar, user_agent varchar",
        "users_table": "user_id varchar not null, first_name varchar, last_name varchar, gender varchar, level varchar not null, primary key (user_id, level)",
        "songs_table": "song_id varchar primary key, title varchar not null, artist_id varchar, year integer, duration decimal(12, 5)",
        "artists_table": "artist_id varchar primary key, name varchar, location varchar, latitude decimal(9, 5), longitude decimal(9, 5)",
        "times": "start_time timestamp not null, hour integer, day integer, week integer, month integer, year integer, weekday integer, primary key (start_time)",
    }
    create = [f"create table if not exists {name} ({columns});" for name, columns in tables.items()]
    drop = [f"drop table if exists {name};" for name in tables]

    song = "insert into songs_table values (%(song_id)s, %(title)s, %(artist_id)s, %(year)s, %(duration)s) on conflict do nothing"
    artist = ("insert into artists_table values (%(artist_id)s, %(artist_name)s, %(artist_location)s, %(artist_latitude)s, %(artist_longitude)s) "
              "on conflict (artist_id) do nothing")
    user = "insert into users_table select distinct %(userId)s, %(firstName)s, %(lastName)s, %(gender)s, %(level)s on conflict do nothing"
    time = "insert into times values (%(start)s, %(hour)s, %(day)s, %(week)s, %(month)s, %(year)s, %(weekday)s) on conflict do nothing"
    find = ("select s.song_id, s.artist_id from songs_table s, artists_table a where s.artist_id = a.artist_id and title = %(song)s "
            "and name = %(artist)s and duration = round(%(length)s::numeric, 5)")
    play = ("insert into fact_songplay (start_time, user_id, level, song_id, artist_id, session_id, location, user_agent) values "
            "(%(start)s, %(userId)s, %(level)s, %(song_id)s, %(artist_id)s, %(sessionId)s, %(location)s, %(userAgent)s)")
