"""The check an instructor would write by hand: run the learner's file, compare the rows as a bag."""

import collections
import csv
import os
import pathlib

import psycopg


def test_rows():
    query = pathlib.Path(os.environ["BENCH_WORK"]).read_text()
    with psycopg.connect(os.environ["BENCH_DSN"]) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        columns = [column.name for column in cursor.description]
        actual = collections.Counter(tuple(map(str, row)) for row in cursor.fetchall())
    with open(os.environ["BENCH_EXPECTED"], newline="") as file:
        header, *rows = csv.reader(file)
    assert columns == header
    assert actual == collections.Counter(map(tuple, rows))
