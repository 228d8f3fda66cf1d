"""What a program finds around it: environment, folder, arguments, standard input."""

from __future__ import annotations

import _thread
import faulthandler
import os
import signal
import sys
import time
import warnings

from . import listing, redirect
from .job import Job


def prepare(task: Job) -> None:
    """Makes this process look as if the learner's file had been started from a terminal."""
    _die_with_parent()
    _tell_where(task.whereabouts)
    _read_from(task.stdin or os.devnull)
    os.environ.update(task.env)
    if hasattr(time, "tzset"):
        time.tzset()
    _forget_temporary_folder()
    redirect.use(task.redirects, task.folder)
    listing.sort()
    os.chdir(task.cwd)
    sys.argv = [os.path.relpath(task.file), *task.arguments]
    sys.path.insert(0, os.path.dirname(task.file))


def _read_from(path: str) -> None:
    file = os.open(path, os.O_RDONLY)
    os.dup2(file, 0)
    os.close(file)
    sys.stdin = open(0, encoding="utf-8", errors="replace", closefd=False)


def _forget_temporary_folder() -> None:
    """Who has asked for it before the environment was set asks again."""
    if tempfile := sys.modules.get("tempfile"):
        setattr(tempfile, "tempdir", None)


def _tell_where(path: str) -> None:
    """Without the help of the code that runs: it may never come to an end."""
    if hasattr(faulthandler, "register"):
        file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        faulthandler.register(signal.SIGUSR1, file=file, all_threads=True)


def _die_with_parent() -> None:
    """Ends this process and its group when whoever started it is gone: nobody would wait for them any more."""
    line = os.dup(0)
    leads = hasattr(os, "getpgrp") and os.getpgrp() == os.getpid()

    def watch() -> None:
        try:
            while os.read(line, 4096):
                pass
        except OSError:
            return
        if leads:
            os.killpg(os.getpid(), signal.SIGKILL)
        os._exit(1)

    # Not one of the threads that the learner's code can see and wait for.
    _thread.start_new_thread(watch, ())
    warnings.filterwarnings("ignore", message=".*multi-threaded, use of fork", category=DeprecationWarning)
