import psycopg2
from sql_queries import Queries


def run(dbname, statements):
    connection = psycopg2.connect(f"postgresql://student:student@127.0.0.1/{dbname}")
    connection.set_session(autocommit=True)
    cursor = connection.cursor()
    for statement in statements:
        cursor.execute(statement)
    connection.close()


run("studentdb", ["drop database if exists sparkifydb", "create database sparkifydb"])
run("sparkifydb", Queries.drop + Queries.create)
