import io
import pathlib

import psycopg2
from sql_queries import fill, stage


def escaped(line):
    return line.replace("\\", "\\\\").strip() + "\n"


conn = psycopg2.connect(host="localhost", user="student", password="student", dbname="sparkifydb")
with conn, conn.cursor() as cur:
    cur.execute(stage)
    lines = (line for file in pathlib.Path("data").rglob("*.json") for line in file.open(encoding="utf-8"))
    cur.copy_from(io.StringIO("".join(map(escaped, lines))), "raw")
    cur.execute(fill)
conn.close()
