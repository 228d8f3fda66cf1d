"""Limits that the system enforces on this process and on each that it starts."""

from __future__ import annotations

import contextlib
import os

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


def apply(memory: int, cpu: int) -> None:
    """
    :param memory: bytes that each process may allocate beyond what this one has now
    :param cpu: seconds of processor time of each process
    """
    if resource is None:
        return
    if (used := _data_bytes()) is not None:
        _limit(resource.RLIMIT_DATA, used + memory)
    _limit(resource.RLIMIT_CPU, cpu)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(what: int, value: int) -> None:
    """As low as asked for, but never above what is allowed already."""
    _, most = resource.getrlimit(what)
    if most != resource.RLIM_INFINITY:
        value = min(value, most)
    # A limit is a help; who starts this process watches over it, too.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(what, (value, value))


def _data_bytes() -> int | None:
    """Memory of its own that this process may write to. Only Linux enforces a limit on it."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return None
