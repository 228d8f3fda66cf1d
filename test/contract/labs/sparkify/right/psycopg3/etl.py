from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import psycopg
from psycopg.rows import namedtuple_row


@dataclass(frozen=True)
class Play:
    start_time: datetime
    user: tuple
    level: str
    song: tuple
    rest: tuple

    @staticmethod
    def of(event: dict) -> Play:
        return Play(
            datetime.fromtimestamp(event["ts"] / 1000, tz=timezone.utc),
            (int(event["userId"]), event["firstName"], event["lastName"], event["gender"]),
            event["level"],
            (event["song"], event["artist"], event["length"]),
            (event["sessionId"], event["location"], event["userAgent"]),
        )


def plays_in(file: Path) -> list[Play]:
    events = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [Play.of(event) for event in events if event["page"] == "NextSong"]


def load_song(conn: psycopg.Connection, file: Path) -> None:
    song = json.loads(file.read_text(encoding="utf-8"))
    conn.execute(
        """insert into artists values (%(artist_id)s, %(artist_name)s, %(artist_location)s, %(artist_latitude)s, %(artist_longitude)s)
           on conflict (artist_id) do update set location = coalesce(nullif(excluded.location, ''), artists.location)
        """,
        song,
    )
    conn.execute("insert into songs values (%(song_id)s, %(title)s, %(artist_id)s, %(year)s, %(duration)s) on conflict do nothing", song)


def load_day(conn: psycopg.Connection, file: Path) -> None:
    plays = plays_in(file)
    with conn.cursor(row_factory=namedtuple_row) as cur:
        cur.executemany(
            """insert into users values (%s, %s, %s, %s, %s)
               on conflict (user_id) do update set level = excluded.level""",
            [(*play.user, play.level) for play in plays],
        )
        cur.executemany(
            """insert into time select %(t)s, extract(hour from m), extract(day from m), extract(week from m), extract(month from m),
                   extract(year from m), extract(dow from m) from (select %(t)s::timestamptz at time zone 'utc' as m) as moment
               on conflict do nothing""",
            [{"t": play.start_time} for play in plays],
        )
        cur.execute("create temp table day (t timestamptz, u int, l text, song text, artist text, length float8, s int, p text, a text) on commit drop")
        with cur.copy("copy day from stdin") as copy:
            for play in plays:
                copy.write_row((play.start_time, play.user[0], play.level, *play.song, *play.rest))
        cur.execute(
            """insert into songplays (start_time, user_id, level, song_id, artist_id, session_id, location, user_agent)
               select t, u, l, song_id, artists.artist_id, s, p, a from day
               left join songs on songs.title = day.song and songs.duration = day.length
                    and songs.artist_id in (select artist_id from artists where name = day.artist)
               left join artists on artists.artist_id = songs.artist_id"""
        )


if __name__ == "__main__":
    with psycopg.connect("host=127.0.0.1 dbname=sparkifydb user=student password=student") as conn:
        for file in sorted(Path("data/song_data").rglob("*.json")):
            load_song(conn, file)
        conn.commit()
        for file in sorted(Path("data/log_data").rglob("*.json")):
            with conn.transaction():
                load_day(conn, file)
