"""No pandas: the standard library and executemany."""
import json
import os
from datetime import datetime, timezone

import psycopg2
import sql_queries as sql

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def json_files(folder):
    for path, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".json"):
                yield os.path.join(path, name)


def moment_row(ts):
    moment = datetime.fromtimestamp(ts / 1000, timezone.utc)
    return (ts, moment.hour, moment.day, moment.isocalendar()[1], moment.month, moment.year, DAYS[moment.weekday()])


def load_songs(cursor, folder):
    songs = [json.load(open(file, encoding="utf-8")) for file in json_files(folder)]
    cursor.executemany(sql.insert_song, [(s["song_id"], s["title"], s["artist_id"], s["year"] or None, s["duration"]) for s in songs])
    cursor.executemany(
        sql.insert_artist,
        [(s["artist_id"], s["artist_name"], s["artist_location"] or None, s["artist_latitude"], s["artist_longitude"]) for s in songs],
    )


def load_logs(cursor, folder):
    events = [json.loads(line) for file in json_files(folder) for line in open(file, encoding="utf-8")]
    plays = [event for event in events if event["page"] == "NextSong"]
    cursor.execute(sql.known_songs)
    known = {(title, name, float(duration)): ids for title, name, duration, *ids in cursor.fetchall()}
    cursor.executemany(sql.insert_time, [moment_row(play["ts"]) for play in plays])
    cursor.executemany(sql.insert_user, [tuple(play[key] for key in ("userId", "firstName", "lastName", "gender", "level")) for play in plays])
    cursor.executemany(
        sql.insert_play,
        [
            (p["ts"], p["userId"], p["level"], *known.get((p["song"], p["artist"], p["length"]), (None, None)), p["sessionId"], p["location"], p["userAgent"])
            for p in plays
        ],
    )


if __name__ == "__main__":
    connection = psycopg2.connect(host="127.0.0.1", dbname="sparkifydb", user="student", password="student")
    with connection, connection.cursor() as cursor:
        load_songs(cursor, "data/song_data")
        load_logs(cursor, "data/log_data")
    connection.close()
