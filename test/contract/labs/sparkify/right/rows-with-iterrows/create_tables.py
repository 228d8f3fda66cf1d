import psycopg2
from sql_queries import create_table_queries, drop_table_queries


def create_database():
    """Connects to the default database, makes sparkifydb anew, and connects to it."""
    conn = psycopg2.connect("host=127.0.0.1 dbname=studentdb user=student password=student")
    conn.set_session(autocommit=True)
    cur = conn.cursor()
    cur.execute("DROP DATABASE IF EXISTS sparkifydb")
    cur.execute("CREATE DATABASE sparkifydb WITH ENCODING 'utf8' TEMPLATE template0")
    conn.close()
    conn = psycopg2.connect("host=127.0.0.1 dbname=sparkifydb user=student password=student")
    return conn.cursor(), conn


def drop_tables(cur, conn):
    for q in drop_table_queries:
        cur.execute(q)
        conn.commit()


def create_tables(cur, conn):
    for q in create_table_queries:
        cur.execute(q)
        conn.commit()


def main():
    cur, conn = create_database()
    drop_tables(cur, conn)
    create_tables(cur, conn)
    conn.close()


if __name__ == "__main__":
    main()
