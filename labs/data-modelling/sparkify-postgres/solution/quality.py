"""Looks whether the star schema is right. Ends with an error if it is not."""

from __future__ import annotations

import psycopg2
from psycopg2.extensions import cursor

# Name -> query that counts bad rows; zero means that all is well.
CHECKS = {
    "plays-are-there": "SELECT CASE WHEN EXISTS (SELECT FROM songplays) THEN 0 ELSE 1 END",
    "plays-have-users": """
        SELECT count(*) FROM songplays AS play
        WHERE NOT EXISTS (SELECT FROM users WHERE users.user_id = play.user_id)
    """,
    "plays-have-moments": """
        SELECT count(*) FROM songplays AS play
        WHERE NOT EXISTS (SELECT FROM time WHERE time.start_time = play.start_time)
    """,
    "plays-are-unique": """
        SELECT count(*) - count(DISTINCT (start_time, user_id, session_id)) FROM songplays
    """,
    "songs-have-artists": """
        SELECT count(*) FROM songs
        WHERE NOT EXISTS (SELECT FROM artists WHERE artists.artist_id = songs.artist_id)
    """,
    "ids-come-together": """
        SELECT count(*) FROM songplays WHERE (song_id IS NULL) <> (artist_id IS NULL)
    """,
    "levels-are-known": """
        SELECT count(*) FROM users WHERE level IS NULL OR level NOT IN ('free', 'paid')
    """,
    "artists-are-on-earth": """
        SELECT count(*) FROM artists WHERE abs(latitude) > 90 OR abs(longitude) > 180
    """,
}


def failed_checks(cur: cursor) -> list[str]:
    """Names of the checks that found bad rows."""
    failed = []
    for name, query in CHECKS.items():
        cur.execute(query)
        (bad_rows,) = cur.fetchone()
        if bad_rows > 0:
            failed.append(name)
    return failed


def main() -> None:
    conn = psycopg2.connect("host=127.0.0.1 dbname=sparkifydb user=student password=student")
    with conn, conn.cursor() as cur:
        failed = failed_checks(cur)
    conn.close()
    if failed:
        raise SystemExit(f"Not right: {', '.join(failed)}")
    print(f"{len(CHECKS)} checks, all is well")


if __name__ == "__main__":
    main()
