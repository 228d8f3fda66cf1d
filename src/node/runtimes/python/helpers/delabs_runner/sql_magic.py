"""``%sql`` of notebooks: a connection, and statements on it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Any

_URL = re.compile(r"^\s*(?P<url>\w+(\+\w+)?://\S+)\s*")
_OPTION = re.compile(r"^\s*--\w[\w-]*\s*$")
_MOST_SHOWN = 20


class SqlError(Exception):
    """A ``%sql`` that can't be run."""


class ResultSet(list[tuple[Any, ...]]):
    """The rows of a query, shown as a table."""

    def __init__(self, keys: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        super().__init__(rows)
        self.keys = list(keys)

    def DataFrame(self) -> Any:
        """As a table of pandas."""
        import pandas

        return pandas.DataFrame([list(row) for row in self], columns=self.keys)

    def __repr__(self) -> str:
        cells = [self.keys, *([str(cell) for cell in row] for row in self[:_MOST_SHOWN])]
        widths = [max(len(row[at]) for row in cells) for at in range(len(self.keys))]
        lines = [
            " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
        ]
        lines.insert(1, "-+-".join("-" * width for width in widths))
        more = len(self) - _MOST_SHOWN
        return "\n".join([*lines, f"… {more} more rows"] if more > 0 else lines)


class SqlConnection:
    """One connection at a time, as ``%sql postgresql://…`` last said."""

    def __init__(self) -> None:
        self._connection: Any = None

    def run(self, text: str) -> ResultSet | None:
        """Connects if the text begins with a URL; runs the rest; gives the rows of the last statement."""
        if found := _URL.match(text):
            self._connect(found["url"])
            text = text[found.end() :]
        text = "\n".join(line for line in text.split("\n") if not _OPTION.match(line)).strip()
        # The name of a connection, before the statements.
        text = re.sub(r"^@?\w+@\w+\s+", "", text)
        if not text:
            return None
        if self._connection is None:
            self._connect(os.environ.get("DATABASE_URL", ""))
        with self._connection.cursor() as cursor:
            cursor.execute(text)
            if cursor.description is None:
                print(f"{cursor.rowcount} rows affected." if cursor.rowcount >= 0 else "Done.")
                return None
            return ResultSet([column[0] for column in cursor.description], cursor.fetchall())

    def _connect(self, url: str) -> None:
        if not url:
            raise SqlError("%sql has no connection yet: say %sql postgresql://user:password@host/database first")
        scheme = url.partition("://")[0].partition("+")[0]
        if scheme not in ("postgresql", "postgres"):
            raise SqlError(f"%sql can connect to PostgreSQL, and not to {scheme}")
        driver = _driver()
        self._connection = driver.connect(re.sub(r"^\w+(\+\w+)?://", "postgresql://", url))
        self._connection.autocommit = True


def _driver() -> Any:
    try:
        import psycopg2

        return psycopg2
    except ImportError:
        import psycopg

        return psycopg
