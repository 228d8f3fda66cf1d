"""Reads the song files and the log files, and fills the star schema from them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import psycopg2
from psycopg2.extensions import connection, cursor
from psycopg2.extras import execute_values

from sql_queries import (
    artist_table_insert,
    song_select,
    song_table_insert,
    songplay_table_insert,
    time_table_insert,
    user_table_insert,
)


def process_song_file(cur: cursor, filepath: str) -> None:
    """Stores the song and the artist of one song file."""
    song = json.loads(Path(filepath).read_text(encoding="utf-8"))
    cur.execute(
        artist_table_insert,
        (
            song["artist_id"],
            song["artist_name"],
            song["artist_location"],
            song["artist_latitude"],
            song["artist_longitude"],
        ),
    )
    cur.execute(
        song_table_insert,
        (song["song_id"], song["title"], song["artist_id"], song["year"], song["duration"]),
    )


def read_plays(filepath: str) -> pd.DataFrame:
    """The plays of one log file, oldest first, with their `start_time`. All other events are left out."""
    events = pd.read_json(filepath, lines=True, precise_float=True)
    plays = events[events["page"] == "NextSong"].sort_values("ts", kind="stable")
    return plays.assign(
        start_time=pd.to_datetime(plays["ts"], unit="ms"),
        userId=plays["userId"].astype(int),
    )


def insert_users(cur: cursor, plays: pd.DataFrame) -> None:
    """Stores who played something; of each user the latest level wins."""
    users = plays[["userId", "firstName", "lastName", "gender", "level"]]
    # One statement may touch a row only once: of each user, only the last row goes in.
    latest = users.drop_duplicates("userId", keep="last")
    execute_values(cur, user_table_insert, latest.values.tolist())


def insert_time(cur: cursor, plays: pd.DataFrame) -> None:
    """Stores each moment at which a play began, taken apart."""
    moments = plays["start_time"].drop_duplicates()
    rows = [
        (
            moment.to_pydatetime(),
            moment.hour,
            moment.day,
            moment.isocalendar().week,
            moment.month,
            moment.year,
            moment.weekday(),
        )
        for moment in moments
    ]
    execute_values(cur, time_table_insert, rows)


def find_song(cur: cursor, title: str, artist: str, length: float) -> tuple[str | None, str | None]:
    """Ids of the song and its artist, or twice None when Sparkify has no file of that song."""
    cur.execute(song_select, (title, artist, length))
    return cur.fetchone() or (None, None)


def insert_songplays(cur: cursor, plays: pd.DataFrame) -> None:
    """Stores every play, with song and artist where they are known."""
    rows = [
        (
            play.start_time.to_pydatetime(),
            play.userId,
            play.level,
            *find_song(cur, play.song, play.artist, play.length),
            play.sessionId,
            play.location,
            play.userAgent,
        )
        for play in plays.itertuples(index=False)
    ]
    execute_values(cur, songplay_table_insert, rows)


def process_log_file(cur: cursor, filepath: str) -> None:
    """Stores the plays of one log file: users, moments, and the plays themselves."""
    plays = read_plays(filepath)
    insert_users(cur, plays)
    insert_time(cur, plays)
    insert_songplays(cur, plays)


def process_data(
    cur: cursor, conn: connection, filepath: str, func: Callable[[cursor, str], None]
) -> None:
    """Calls `func` for every JSON file below a folder, in the order of their names; each file is one transaction."""
    files = sorted(Path(filepath).rglob("*.json"))
    print(f"{len(files)} files in {filepath}")
    for file in files:
        func(cur, str(file))
        conn.commit()


def main() -> None:
    conn = psycopg2.connect("host=127.0.0.1 dbname=sparkifydb user=student password=student")
    cur = conn.cursor()
    process_data(cur, conn, filepath="data/song_data", func=process_song_file)
    process_data(cur, conn, filepath="data/log_data", func=process_log_file)
    conn.close()


if __name__ == "__main__":
    main()
