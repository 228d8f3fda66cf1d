tables = ["songplay", "user_table", "song_table", "artist_table", "time_table"]
drop_table_queries = [f"drop table if exists {table}" for table in tables]

create_table_queries = [
    """create table songplay (
         songplay_id bigserial primary key, start_time bigint not null, user_id varchar(10) not null, level varchar(4) not null,
         song_id varchar(18), artist_id varchar(18), session_id integer not null, location text, user_agent text)""",
    """create table user_table (
         user_id varchar(10), first_name text, last_name text, gender char(1), level varchar(4), primary key (user_id, level))""",
    """create table song_table (
         song_id varchar(18) primary key, title text not null, artist_id varchar(18) not null, year smallint,
         duration numeric not null)""",
    """create table artist_table (
         artist_id varchar(18) primary key, name text not null, location text, lattitude numeric, longitude numeric)""",
    """create table time_table (
         id bigserial primary key, start_time bigint not null, hour int, day int, week int, month int, year int, weekday varchar(9))""",
]

insert_song = "insert into song_table values (%s, %s, %s, %s, %s) on conflict do nothing"
insert_artist = "insert into artist_table values (%s, %s, %s, %s, %s) on conflict do nothing"
insert_user = "insert into user_table values (%s, %s, %s, %s, %s) on conflict do nothing"
insert_time = "insert into time_table (start_time, hour, day, week, month, year, weekday) values (%s, %s, %s, %s, %s, %s, %s)"
insert_play = """insert into songplay (start_time, user_id, level, song_id, artist_id, session_id, location, user_agent)
                 values (%s, %s, %s, %s, %s, %s, %s, %s)"""
known_songs = """select title, name, duration, song_id, artist_id from song_table join artist_table using (artist_id)"""
