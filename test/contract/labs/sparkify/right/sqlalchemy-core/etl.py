import glob
import json

import pandas as pd
from sqlalchemy import and_, create_engine, select
from sqlalchemy.dialects.postgresql import insert

from sql_queries import dim_artists, dim_songs, dim_time, dim_users, fact_songplays


def add_new(connection, table, rows):
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), rows)


def load_songs(connection, files):
    for file in files:
        with open(file, encoding="utf-8") as stream:
            record = json.load(stream)
        for table in (dim_artists, dim_songs):
            add_new(connection, table, [{column.name: record[column.name] for column in table.columns}])


def song_of(connection, play):
    query = (
        select(dim_songs.c.song_id, dim_songs.c.artist_id)
        .join(dim_artists, dim_artists.c.artist_id == dim_songs.c.artist_id)
        .where(and_(dim_songs.c.title == play["song"], dim_artists.c.artist_name == play["artist"], dim_songs.c.duration == play["length"]))
    )
    return connection.execute(query).first() or (None, None)


def load_log(connection, file):
    events = pd.read_json(file, lines=True)
    plays = events.loc[events.page.eq("NextSong")].sort_values("ts").copy()
    plays["start_time"] = pd.to_datetime(plays.ts, unit="ms")

    users = plays.drop_duplicates("userId", keep="last")
    rows = [dict(zip(("user_id", "first_name", "last_name", "gender", "level"), row)) for row in users[["userId", "firstName", "lastName", "gender", "level"]].values.tolist()]
    statement = insert(dim_users)
    connection.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_={"level": statement.excluded.level}), rows)

    moments = [moment.to_pydatetime() for moment in plays.start_time.drop_duplicates()]
    add_new(connection, dim_time, [
        {"start_time": m, "hour": m.hour, "day": m.day, "week": m.isocalendar()[1], "month": m.month, "year": m.year, "weekday": m.isoweekday() % 7}
        for m in moments
    ])

    facts = []
    for play in plays.to_dict("records"):
        song_id, artist_id = song_of(connection, play)
        facts.append({
            "start_time": play["start_time"].to_pydatetime(), "user_id": int(play["userId"]), "level": play["level"], "song_id": song_id,
            "artist_id": artist_id, "session_id": play["sessionId"], "location": play["location"], "user_agent": play["userAgent"],
        })
    add_new(connection, fact_songplays, facts)


def main():
    engine = create_engine("postgresql+psycopg2://student:student@127.0.0.1/sparkifydb")
    with engine.begin() as connection:
        load_songs(connection, glob.glob("data/song_data/**/*.json", recursive=True))
        for file in sorted(glob.glob("data/log_data/**/*.json", recursive=True)):
            load_log(connection, file)
    engine.dispose()


if __name__ == "__main__":
    main()
