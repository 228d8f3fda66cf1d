"""The same check for check50."""

import collections
import csv
import os

import check50
import psycopg


@check50.check()
def rows():
    """the rows are right"""
    with open(os.environ["BENCH_NAME"]) as file:
        query = file.read()
    with psycopg.connect(os.environ["BENCH_DSN"]) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        columns = [column.name for column in cursor.description]
        actual = collections.Counter(tuple(map(str, row)) for row in cursor.fetchall())
    with open(os.environ["BENCH_EXPECTED"], newline="") as file:
        header, *expected = csv.reader(file)
    if columns != header or actual != collections.Counter(map(tuple, expected)):
        raise check50.Failure("the rows are wrong")
