"""Refuses to write outside the folders of a run.

A guard against accidents, not a sandbox: a program that another program starts, or code that calls the system
by itself, is not seen here.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
_DEVICES = ("/dev/", "/proc/self/")
_MOST_FORKS = 500
_STARTING = {"os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen"}

_started = False


def install(folders: Iterable[str]) -> None:
    """From now on, for good. ``folders`` are absolute, with all links resolved."""
    sys.addaudithook(_Guard(folders).hear)


def has_started() -> bool:
    """Whether this process has, or may have, started another one."""
    if _started or any(name.startswith("multiprocessing.popen") for name in sys.modules):
        return True
    if not hasattr(os, "waitid"):
        return True
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


class _Guard:
    def __init__(self, folders: Iterable[str]) -> None:
        self._inside = tuple(folder.rstrip(os.sep) + os.sep for folder in folders)
        self._own = os.getpid()
        self._forks = _shared_counter()
        first, second = self._first, self._second
        self._heard: dict[str, Callable[..., None]] = {
            "open": self._open,
            "os.chmod": first,
            "os.chown": first,
            "os.fork": self._fork,
            "os.forkpty": self._fork,
            "os.kill": self._kill,
            "os.killpg": self._kill,
            "os.link": second,
            "os.mkdir": first,
            "os.remove": first,
            "os.rename": self._both,
            "os.rmdir": first,
            "os.symlink": second,
            "os.truncate": first,
            "os.utime": first,
            "shutil.rmtree": first,
            "sqlite3.connect": self._database,
        }
        # Held here: what the learner's code puts in place of these functions changes nothing.
        self._resolve, self._fspath, self._join = os.path.realpath, os.fspath, os.path.join

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        global _started
        if event in _STARTING:
            _started = True
        check = self._heard.get(event)
        if check is not None:
            check(*args)

    def _open(self, path: Any, mode: Any, flags: Any) -> None:
        if not isinstance(path, int) and isinstance(flags, int) and flags & _WRITING:
            self._require(path)

    def _first(self, path: Any, *rest: Any) -> None:
        # The last of the others is the folder that the path is relative to, where there is one.
        self._require(path, rest[-1] if rest else -1, follow=False)

    def _second(self, _path: Any, made: Any, *rest: Any) -> None:
        self._require(made, rest[-1] if rest else -1, follow=False)

    def _both(self, before: Any, after: Any, before_folder: Any = -1, after_folder: Any = -1) -> None:
        self._require(before, before_folder, follow=False)
        self._require(after, after_folder, follow=False)

    def _database(self, path: Any) -> None:
        if path not in (":memory:", b":memory:", "", b"") and not str(path).startswith("file:"):
            self._require(path)

    def _fork(self) -> None:
        self._forks[0] += 1
        if self._forks[0] > _MOST_FORKS:
            raise BlockingIOError(errno.EAGAIN, f"A check lets a program start {_MOST_FORKS} processes, not more")

    def _kill(self, process: int, _signal: Any) -> None:
        if abs(process) in (0, os.getpid(), self._own) or _is_descendant(process, self._own):
            return
        raise PermissionError(
            errno.EPERM, f"A check lets a program end only what it has started, not process {process}"
        )

    def _require(self, path: Any, folder: Any = -1, follow: bool = True) -> None:
        if isinstance(path, int) or path is None:
            return
        name = os.fsdecode(self._fspath(path))
        if isinstance(folder, int) and folder >= 0 and not os.path.isabs(name):
            base = _folder_of(folder)
            if base is None:
                return
            name = self._join(base, name)
        # A link itself lies where its folder is, wherever it leads.
        head, tail = os.path.split(name.rstrip(os.sep))
        real = self._resolve(name) if follow else self._join(self._resolve(head or "."), tail)
        if real.startswith(_DEVICES) or (real + os.sep).startswith(self._inside):
            return
        raise PermissionError(
            errno.EACCES, "A check lets a program write in the lab folder and the temporary folder only", name
        )


def _shared_counter() -> Any:
    """One number that all forked processes count together. Lost updates among them do no harm."""
    if not hasattr(os, "fork"):
        return [0]
    import mmap

    return memoryview(mmap.mmap(-1, 8)).cast("q")


def _folder_of(descriptor: int) -> str | None:
    """Path of an open folder, where the system tells it."""
    try:
        if sys.platform == "darwin":
            import fcntl

            return os.fsdecode(fcntl.fcntl(descriptor, fcntl.F_GETPATH, b"\0" * 1024).rstrip(b"\0"))
        return os.readlink(f"/proc/self/fd/{descriptor}")
    except OSError:
        return None


def _is_descendant(process: int, ancestor: int) -> bool:
    """Whether a process was started by the other, directly or not; also true for what the system does not tell."""
    if not sys.platform.startswith("linux"):
        return process not in (os.getppid(), 1)
    while process > 1:
        try:
            with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            return True
        # Parent, process group.
        process, group = int(fields[1]), int(fields[2])
        if ancestor in (process, group):
            return True
    return False
