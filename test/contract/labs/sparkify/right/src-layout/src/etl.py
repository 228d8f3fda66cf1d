import datetime as dt
import glob
import json

import psycopg2
from psycopg2.extras import DictCursor
from sql_queries import Queries


class Load:
    def __init__(self, cursor):
        self.cursor = cursor

    def song(self, record):
        self.cursor.execute(Queries.artist, record)
        self.cursor.execute(Queries.song, record)

    def event(self, record):
        if record["page"] != "NextSong":
            return
        start = dt.datetime.fromtimestamp(record["ts"] // 1000)
        record.update(start=start, hour=start.hour, day=start.day, week=int(start.strftime("%V")), month=start.month, year=start.year, weekday=start.isoweekday())
        self.cursor.execute(Queries.time, record)
        self.cursor.execute(Queries.user, record)
        self.cursor.execute(Queries.find, record)
        found = self.cursor.fetchone()
        record["song_id"] = found["song_id"] if found else None
        record["artist_id"] = found["artist_id"] if found else None
        self.cursor.execute(Queries.play, record)


def main():
    connection = psycopg2.connect("postgresql://student:student@127.0.0.1/sparkifydb", cursor_factory=DictCursor)
    with connection, connection.cursor() as cursor:
        load = Load(cursor)
        for kind, take in (("song_data", load.song), ("log_data", load.event)):
            for path in glob.iglob(f"../data/{kind}/**/*.json", recursive=True):
                with open(path, encoding="utf-8") as file:
                    for line in file:
                        take(json.loads(line))
    connection.close()


if __name__ == "__main__":
    main()
