"""Where in the learner's files an error came from."""

from __future__ import annotations

import itertools
import linecache
from types import TracebackType
from typing import Any

from . import cells, redirect


def deepest_own(trace: TracebackType | None) -> TracebackType | None:
    """The part of a traceback that ran the learner's own code last."""
    own = None
    while trace is not None:
        if redirect.is_learners(trace.tb_frame.f_code.co_filename):
            own = trace
        trace = trace.tb_next
    return own


def _relative(file: str, folder: str) -> dict[str, Any]:
    """A file of the learner's relative to the folder; of a notebook also the cell."""
    notebook, cell = cells.split(file)
    return {"file": redirect.relative(notebook, folder), **({"cell": cell} if cell else {})}


def of_line(trace: TracebackType, folder: str) -> dict[str, Any]:
    """The line that was being run, with the columns of the expression if Python knows them."""
    code = trace.tb_frame.f_code
    place = {**_relative(code.co_filename, folder), "line": trace.tb_lineno, "function": code.co_name}
    # Only from 3.11 on. The columns count bytes.
    positions = getattr(code, "co_positions", None)
    if positions is None or trace.tb_lasti < 0:
        return place
    line, end_line, start, end = next(itertools.islice(positions(), trace.tb_lasti // 2, None))
    if line == trace.tb_lineno and None not in (end_line, start, end):
        place["column"] = _characters(code.co_filename, line, start) + 1
        place["endLine"] = end_line
        place["endColumn"] = _characters(code.co_filename, end_line, end) + 1
    return place


def _characters(file: str, line: int, byte: int) -> int:
    text = linecache.getline(file, line).encode("utf-8", "surrogatepass")
    return len(text[:byte].decode("utf-8", "replace")) if text else byte


def of_syntax(error: SyntaxError, folder: str) -> dict[str, Any] | None:
    """The place that Python could not read, if it is in a file of the learner's."""
    if not error.filename or not error.lineno or not redirect.is_learners(error.filename):
        return None
    place = {**_relative(error.filename, folder), "line": error.lineno}
    if error.offset and error.offset > 0:
        place["column"] = error.offset
        end, end_line = error.end_offset, error.end_lineno
        if end and end_line and (end_line, end) > (error.lineno, error.offset):
            place |= {"endLine": end_line, "endColumn": end}
    return place
