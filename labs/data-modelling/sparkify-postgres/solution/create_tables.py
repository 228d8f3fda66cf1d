"""Makes the database `sparkifydb` anew, with the five empty tables of the star schema."""

import psycopg2
from psycopg2.extensions import connection, cursor

from sql_queries import create_table_queries, drop_table_queries

LOGIN = "host=127.0.0.1 user=student password=student"


def create_database() -> tuple[cursor, connection]:
    """Replaces `sparkifydb` by an empty one; returns a cursor and its connection."""
    conn = psycopg2.connect(f"{LOGIN} dbname=studentdb")
    # A database can't be made inside a transaction.
    conn.autocommit = True
    with conn.cursor() as cur:
        # FORCE ends the sessions of other programs, which would be in the way.
        cur.execute("DROP DATABASE IF EXISTS sparkifydb WITH (FORCE)")
        cur.execute("CREATE DATABASE sparkifydb ENCODING 'UTF8' TEMPLATE template0")
    conn.close()

    conn = psycopg2.connect(f"{LOGIN} dbname=sparkifydb")
    return conn.cursor(), conn


def drop_tables(cur: cursor, conn: connection) -> None:
    """Drops the tables that are there."""
    for query in drop_table_queries:
        cur.execute(query)
    conn.commit()


def create_tables(cur: cursor, conn: connection) -> None:
    """Creates all tables."""
    for query in create_table_queries:
        cur.execute(query)
    conn.commit()


def main() -> None:
    cur, conn = create_database()
    drop_tables(cur, conn)
    create_tables(cur, conn)
    conn.close()


if __name__ == "__main__":
    main()
