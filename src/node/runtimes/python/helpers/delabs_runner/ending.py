"""The end of an interpreter, as Python ends one, without the time that it takes to take loaded packages apart."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
import threading
from typing import NoReturn

from . import guard, redirect
from .report import Outcome, Report


def end(outcome: Outcome, report: Report) -> NoReturn:
    """Waits for threads, runs exit handlers, finalizes what the learner's modules hold, tells the outcome."""
    with contextlib.suppress(BaseException):
        getattr(threading, "_shutdown")()
    with contextlib.suppress(BaseException):
        getattr(atexit, "_run_exitfuncs")()
    _finalize()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()
    if redirect.unreachable:
        outcome["unreachable"] = redirect.unreachable
    outcome["started"] = guard.has_started()
    report.write(outcome)
    os._exit(outcome.get("code", 0))


def _finalize() -> None:
    """Files that the learner's code has left open are written, connections closed."""
    learners = [one for one in list(sys.modules.values()) if redirect.is_learners(getattr(one, "__file__", None))]
    for module in learners:
        with contextlib.suppress(BaseException):
            vars(module).clear()
    with contextlib.suppress(BaseException):
        gc.collect()
