import psycopg2
from sql_queries import create_table_queries, drop_table_queries

conn = psycopg2.connect(host="localhost", user="student", password="student", dbname="sparkifydb")
conn.autocommit = True
for query in drop_table_queries + create_table_queries:
    conn.cursor().execute(query)
conn.close()
