"""Runs a file as ``python file.py`` does."""

from __future__ import annotations

import builtins
import sys
from types import ModuleType

from .job import Job
from .report import Outcome


def run(task: Job) -> Outcome:
    """Raises whatever the script raises."""
    with open(task.file, "rb") as file:
        # Bytes: Python itself reads the encoding from the first lines.
        code = compile(file.read(), task.file, "exec", dont_inherit=True)
    exec(code, vars(new_main(task.file)))
    return {"ended": "done", "code": 0}


def new_main(file: str) -> ModuleType:
    """An empty ``__main__``, in the place of ours."""
    main = ModuleType("__main__")
    main.__dict__.update(__file__=file, __builtins__=builtins, __cached__=None)
    sys.modules["__main__"] = main
    return main
