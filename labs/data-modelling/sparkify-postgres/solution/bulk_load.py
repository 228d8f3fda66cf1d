"""Loads a month of events in bulk: COPY into a staging table, then plays from there in one statement."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg2
from psycopg2.extensions import cursor

STAGING = """
    CREATE TABLE IF NOT EXISTS staging_events (
        ts         bigint NOT NULL,
        page       text NOT NULL,
        user_id    integer,
        level      text,
        session_id integer,
        song       text,
        artist     text,
        length     double precision,
        location   text,
        user_agent text
    )
"""

COPY_EVENTS = """
    COPY staging_events (ts, page, user_id, level, session_id, song, artist, length, location, user_agent)
    FROM STDIN WITH (FORMAT csv)
"""

FILL_SONGPLAYS = """
    INSERT INTO songplays (start_time, user_id, level, song_id, artist_id, session_id, location, user_agent)
    SELECT to_timestamp(event.ts / 1000.0) AT TIME ZONE 'UTC', event.user_id, event.level,
           known.song_id, known.artist_id, event.session_id, event.location, event.user_agent
    FROM staging_events AS event
    LEFT JOIN (
        SELECT songs.song_id, songs.artist_id, songs.title, songs.duration, artists.name
        FROM songs
        JOIN artists ON artists.artist_id = songs.artist_id
    ) AS known ON known.title = event.song AND known.name = event.artist AND known.duration = event.length
    WHERE event.page = 'NextSong'
"""


def read_events(filepaths: Iterable[str]) -> Iterator[tuple]:
    """Every event of the files, as a row of staging_events."""
    for filepath in filepaths:
        with open(filepath, encoding="utf-8") as file:
            for line in file:
                event = json.loads(line)
                yield (
                    event["ts"],
                    event["page"],
                    event["userId"] or None,
                    event["level"],
                    event["sessionId"],
                    event["song"],
                    event["artist"],
                    event["length"],
                    event["location"],
                    event["userAgent"],
                )


def stage_events(cur: cursor, filepaths: Iterable[str]) -> None:
    """Stores every event of the files in staging_events, with one COPY for all of them."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(read_events(filepaths))
    buffer.seek(0)
    cur.copy_expert(COPY_EVENTS, buffer)


def main() -> None:
    conn = psycopg2.connect("host=127.0.0.1 dbname=sparkifydb user=student password=student")
    # `with` commits at the end, or takes everything back after an error.
    with conn, conn.cursor() as cur:
        cur.execute(STAGING)
        cur.execute("TRUNCATE staging_events, songplays")
        stage_events(cur, [str(file) for file in sorted(Path("data/log_data").rglob("*.json"))])
        cur.execute(FILL_SONGPLAYS)
        print(f"{cur.rowcount} plays")
    conn.close()


if __name__ == "__main__":
    main()
