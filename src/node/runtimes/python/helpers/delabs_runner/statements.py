"""What a database has said about a statement, and where in the learner's files the statement stands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from . import redirect

_LONGEST = 4000
_LARGEST_FILE = 1_000_000
_SKIPPED = {"__pycache__", "node_modules", "site-packages"}


def facts(error: BaseException, folder: str) -> dict[str, Any] | None:
    """Of an error of psycopg2 or psycopg, or of one that was made of it (SQLAlchemy, pandas); ``None`` for others."""
    for one in (error, getattr(error, "orig", None), error.__cause__):
        if one is not None and (told := _told(one, folder)):
            return told
    return None


def _told(error: BaseException, folder: str) -> dict[str, Any] | None:
    """Every error of these drivers has ``sqlstate`` or ``pgcode``."""
    state = getattr(error, "pgcode", None) or getattr(error, "sqlstate", None)
    diagnosis = getattr(error, "diag", None)
    if not isinstance(state, str) or diagnosis is None:
        return None
    told = {
        "state": state,
        "primary": getattr(diagnosis, "message_primary", None),
        "detail": getattr(diagnosis, "message_detail", None),
        "hint": getattr(diagnosis, "message_hint", None),
        **_position(error, diagnosis, folder),
    }
    return {key: value for key, value in told.items() if value is not None}


def _position(error: BaseException, diagnosis: Any, folder: str) -> dict[str, Any]:
    """The line of the statement that the server points at, the column in it, and its place in a file, if found."""
    text, at = _statement(error), getattr(diagnosis, "statement_position", None)
    if text is None or not at or not str(at).isdigit():
        return {}
    start = text.rfind("\n", 0, int(at) - 1) + 1
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else None]
    column = int(at) - start
    return {"line": line[:_LONGEST], "column": column, "place": _place(line, column, folder)}


def _statement(error: BaseException) -> str | None:
    """As it was sent, with the values filled in."""
    cursor = getattr(error, "cursor", None)
    query = getattr(cursor, "query", None)
    if isinstance(query, bytes):
        return query.decode("utf-8", "replace")
    return query if isinstance(query, str) else None


def _place(line: str, column: int, folder: str) -> dict[str, Any] | None:
    """Where this line of SQL stands in the learner's Python files: in one place only, or it is not told."""
    wanted = line.strip()
    if len(wanted) < 4:
        return None
    indent = len(line) - len(line.lstrip())
    found: list[dict[str, Any]] = []
    for path in _python_files(folder):
        for number, text in enumerate(_lines(path), 1):
            at = text.find(wanted)
            if at >= 0:
                found.append({"file": redirect.relative(path, folder), "line": number, "column": at + column - indent})
    return found[0] if len(found) == 1 else None


def _python_files(folder: str) -> Iterator[str]:
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if one not in _SKIPPED and not one.startswith("."))
        yield from (os.path.join(base, file) for file in sorted(files) if file.endswith(".py"))


def _lines(path: str) -> list[str]:
    try:
        if os.path.getsize(path) > _LARGEST_FILE:
            return []
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().splitlines()
    except OSError:
        return []
