"""Empties the database that is there instead of making a new one."""
import psycopg2
import sql_queries

with psycopg2.connect(host="127.0.0.1", dbname="sparkifydb", user="student", password="student") as connection:
    with connection.cursor() as cursor:
        for statement in sql_queries.drop_table_queries + sql_queries.create_table_queries:
            cursor.execute(statement)
connection.close()
