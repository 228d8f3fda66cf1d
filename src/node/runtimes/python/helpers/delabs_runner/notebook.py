"""Runs the code cells of a notebook in order, in one interpreter."""

from __future__ import annotations

import ast
import inspect
import json
import linecache
import pprint
import sys
from types import CodeType
from typing import Any

from . import cells, magics
from .job import Job
from .report import Outcome
from .script import new_main
from .shell_syntax import translate


class NotebookError(Exception):
    """The file is not a notebook."""


def run(task: Job) -> Outcome:
    """Raises whatever a cell raises."""
    run_cells(task.file, task.folder)
    return {"ended": "done", "code": 0}


def run_cells(file: str, folder: str) -> None:
    """Runs the notebook of a folder; raises whatever a cell raises."""
    main = new_main(file)
    del main.__file__
    shell = magics.Shell(vars(main), folder)
    vars(main).update(display=display, get_ipython=lambda: shell)
    for number, source in enumerate(_code_cells(file), 1):
        _run_cell(shell, cells.name(file, number), source)


def display(*values: Any) -> None:
    """Shows values, as text."""
    for value in values:
        print(value if isinstance(value, str) else _shown(value))


def _code_cells(path: str) -> list[str]:
    with open(path, encoding="utf-8-sig") as file:
        try:
            notebook = json.load(file)
            found = [_source(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]
        except (ValueError, KeyError, TypeError) as error:
            raise NotebookError(f"this is no notebook of version 4: {error}") from None
    return [source for source in found if source.strip()]


def _source(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _run_cell(shell: magics.Shell, name: str, source: str) -> None:
    # Tracebacks show the lines that the learner wrote; a translation keeps their numbers.
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    tree = ast.parse(translate(source), name)
    echo = not source.rstrip().endswith(";")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    _execute(compile(tree, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, True), shell.names)
    if isinstance(last, ast.Expr):
        code = compile(ast.Expression(last.value), name, "eval", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, True)
        value = _execute(code, shell.names)
        if echo and value is not None:
            shell.names["_"] = value
            print(_shown(value))
    sys.stdout.flush()


def _execute(code: CodeType, names: dict[str, Any]) -> Any:
    value = eval(code, names)
    if not code.co_flags & inspect.CO_COROUTINE:
        return value
    import asyncio

    # An await at the top level makes a coroutine of the code.
    return asyncio.run(value)


def _shown(value: Any) -> str:
    return repr(value) if type(value).__module__ != "builtins" else pprint.pformat(value, width=100, sort_dicts=False)
