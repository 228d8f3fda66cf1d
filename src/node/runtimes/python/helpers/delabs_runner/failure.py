"""An exception as facts: what, where in the learner's files, and the traceback as the learner would see it."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Iterator
from types import FrameType
from typing import Any

from . import FOLDER, places, statements
from .job import Job
from .report import Outcome

SETUP = "<preparation of the check>"
CALL = "<call of the check>"

_LONGEST_MESSAGE = 2000
_LONGEST_TRACEBACK = 16_000
_TOLD = ("name", "path", "filename")


def of_exit(stop: SystemExit) -> Outcome:
    """``sys.exit`` with nothing or a number is an exit code; with anything else, a message and the code 1."""
    if stop.code is None:
        return {"ended": "exit", "code": 0}
    if isinstance(stop.code, int):
        return {"ended": "exit", "code": stop.code & 0xFF}
    print(stop.code, file=sys.stderr)
    return {"ended": "exit", "code": 1, "text": str(stop.code)[:_LONGEST_MESSAGE]}


def tell(error: BaseException, task: Job) -> Outcome:
    """Prints the traceback to the standard error, as Python does, and gives the facts."""
    shown = _traceback(error, task.folder)
    with contextlib.suppress(Exception):
        sys.stderr.write(shown)
    facts = _facts(error, task)
    facts["traceback"] = _middle_cut(shown)
    # What the frames hold can be finalized now.
    error.__traceback__ = None
    return {"ended": "error", "code": 1, "stage": "run", "error": facts}


def _facts(error: BaseException, task: Job) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "type": type(error).__name__,
        "kinds": [kind.__name__ for kind in type(error).__mro__ if kind not in (BaseException, object)],
        "package": type(error).__module__.partition(".")[0],
        "message": _text_of(error).replace(task.folder + os.sep, ""),
    }
    for name in _TOLD:
        value = getattr(error, name, None)
        if isinstance(value, (str, bytes)):
            facts[name] = os.fsdecode(value).removeprefix(task.folder + os.sep)
    if isinstance(error, KeyError) and error.args:
        facts["key"] = str(error.args[0])
    place = places.of_syntax(error, task.folder) if isinstance(error, SyntaxError) else None
    own = places.deepest_own(error.__traceback__)
    if place is None and own:
        place = places.of_line(own, task.folder)
    if place is not None:
        facts["place"] = place
    if isinstance(error, NameError) and own:
        facts["similar"] = _similar(getattr(error, "name", None), _visible(own.tb_frame))
    elif isinstance(error, AttributeError):
        facts["similar"] = _similar(error.name, dir(error.obj) if error.obj is not None else [])
        facts["owner"] = type(error.obj).__name__
    if hiding := _hiding(error, task):
        facts["hiding"] = hiding
    if sql := statements.facts(error, task.folder):
        facts["sql"] = sql
    return {key: value for key, value in facts.items() if value is not None}


def _text_of(error: BaseException) -> str:
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:
        text = ""
    return str(text)[:_LONGEST_MESSAGE]


def _visible(frame: FrameType) -> list[str]:
    return [*frame.f_locals, *frame.f_globals, *frame.f_builtins]


def _similar(name: str | None, known: list[str]) -> str | None:
    """The name that was probably meant."""
    import difflib

    candidates = [one for one in dict.fromkeys(known) if not one.startswith("__") and one != name]
    found = difflib.get_close_matches(name, candidates, n=1, cutoff=0.7) if name else []
    return found[0] if found else None


def _hiding(error: BaseException, task: Job) -> str | None:
    """A module that a file of the learner's hides, if the error has to do with it."""
    told = f"{error} {getattr(error, 'name', '')}"
    files = [frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)]
    for name in task.hiding:
        file = os.path.join(os.path.dirname(task.file), name)
        if f"'{name}'" in told or name in told.split() or f"{file}.py" in files:
            return name
    return None


def _traceback(error: BaseException, folder: str) -> str:
    """As Python prints it, without our frames, and with the learner's files named relative to their folder."""
    whole = traceback.TracebackException.from_exception(error, compact=True)
    for one in _chain(whole):
        one.stack[:] = [frame for frame in one.stack if not frame.filename.startswith((FOLDER, "<frozen importlib"))]
    text = "".join(whole.format())
    return text.replace(folder + os.sep, "")


def _chain(first: traceback.TracebackException) -> Iterator[traceback.TracebackException]:
    """The error and all that led to it."""
    waiting, seen = [first], set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [other for other in (one.__cause__, one.__context__) if other is not None]
        waiting += getattr(one, "exceptions", None) or []


def _middle_cut(text: str) -> str:
    half = _LONGEST_TRACEBACK // 2
    return text if len(text) <= _LONGEST_TRACEBACK else f"{text[:half]}\n…\n{text[-half:]}"
