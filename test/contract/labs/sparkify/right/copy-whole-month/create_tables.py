import psycopg2

from sql_queries import create_table_queries, drop_table_queries

DSN = "host=127.0.0.1 user=student password=student dbname="


def create_database():
    admin = psycopg2.connect(DSN + "studentdb")
    admin.autocommit = True
    cur = admin.cursor()
    cur.execute("drop database if exists sparkifydb")
    cur.execute("create database sparkifydb")
    admin.close()


def main():
    create_database()
    conn = psycopg2.connect(DSN + "sparkifydb")
    with conn, conn.cursor() as cur:
        for query in [*drop_table_queries, *create_table_queries]:
            cur.execute(query)
    conn.close()


if __name__ == "__main__":
    main()
