import psycopg

from sql_queries import create_table_queries, drop_table_queries

CONNINFO = "host=127.0.0.1 user=student password=student"

if __name__ == "__main__":
    with psycopg.connect(CONNINFO, dbname="studentdb", autocommit=True) as conn:
        conn.execute("drop database if exists sparkifydb")
        conn.execute("create database sparkifydb")
    with psycopg.connect(CONNINFO, dbname="sparkifydb") as conn:
        for query in drop_table_queries + create_table_queries:
            conn.execute(query)
