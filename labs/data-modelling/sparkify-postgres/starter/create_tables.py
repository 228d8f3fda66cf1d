"""Makes the database `sparkifydb` anew, with the five empty tables of the star schema."""

import psycopg2

from sql_queries import create_table_queries, drop_table_queries

LOGIN = "host=127.0.0.1 user=student password=student"


def create_database():
    """Replaces `sparkifydb` by an empty one; returns a cursor and its connection. This function is complete."""
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


def drop_tables(cur, conn):
    """Drops the tables that are there."""
    # Exercise "Draw the star": execute every statement of drop_table_queries, then commit.


def create_tables(cur, conn):
    """Creates all tables."""
    # Exercise "Draw the star": the same with create_table_queries.


def main():
    cur, conn = create_database()
    drop_tables(cur, conn)
    create_tables(cur, conn)
    conn.close()


if __name__ == "__main__":
    main()
