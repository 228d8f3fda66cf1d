"""The life of an interpreter: get ready, wait for one job, do it, end."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import NoReturn

from . import ending, failure, guard, job, limits, patches, report, surroundings


def serve(preload: list[str], at_start: frozenset[str]) -> NoReturn:
    """Imports the modules, then runs the one job whose file is named on standard input. Ends the process.

    :param at_start: names of the modules that every interpreter has loaded before it runs anything
    """
    sys.dont_write_bytecode = True
    patches.install()
    for name in preload:
        _import_quietly(name)
    gc.collect()
    # What is loaded stays until the end: it need not be looked at again when the learner's objects are collected.
    gc.freeze()
    path = _first_line()
    if not path:
        os._exit(0)
    _run(job.read(path), at_start)


def _import_quietly(name: str) -> None:
    """A module that can't be imported is the learner's own business: the same error comes to those who need it."""
    try:
        importlib.import_module(name)
    except Exception:
        for loaded in [one for one in sys.modules if one == name or one.startswith(name + ".")]:
            del sys.modules[loaded]


def _first_line() -> str:
    """Read byte by byte: what follows the line stays unread."""
    line = bytearray()
    while (byte := os.read(0, 1)) not in (b"", b"\n"):
        line += byte
    return line.decode() if byte else ""


def _run(task: job.Job, at_start: frozenset[str]) -> NoReturn:
    out = report.Report(task.report)
    surroundings.prepare(task)
    _forget_hidden(task.hiding, at_start)
    limits.apply(task.memory, task.cpu)
    guard.install(task.writable)
    # Only now: each kind brings what the others need not wait for.
    kind = importlib.import_module(f"{__package__}.{task.kind}")
    try:
        outcome = kind.run(task)
    except SystemExit as stop:
        outcome = failure.of_exit(stop)
    except BaseException as error:
        outcome = failure.tell(error, task)
    # From here on nothing of the learner's runs but threads, exit handlers and finalizers.
    ending.end(outcome, out)


def _forget_hidden(hiding: list[str], at_start: frozenset[str]) -> None:
    """A file of the learner's named like a module hides it, unless every interpreter has loaded that module already."""
    for name in [one for one in sys.modules if one.partition(".")[0] in hiding]:
        if name not in at_start:
            del sys.modules[name]
