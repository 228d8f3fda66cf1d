"""Folders list their entries by name: what a program reads first must not depend on the disk it runs from."""

from __future__ import annotations

import glob
import os
import pathlib
from collections.abc import Iterator
from typing import Any

_scandir = os.scandir
_listdir = os.listdir

# Classes that keep the functions as they found them when they were loaded, by the version of Python that has them.
_KEEPERS = ((pathlib, "_NormalAccessor"), (glob, "_StringGlobber"), (glob, "_Globber"))


class _Entries:
    """Entries of a folder in the order of their names; used as the iterator of `os.scandir` is."""

    def __init__(self, entries: list[os.DirEntry[Any]]) -> None:
        self._entries: Iterator[os.DirEntry[Any]] = iter(entries)

    def __iter__(self) -> "_Entries":
        return self

    def __next__(self) -> os.DirEntry[Any]:
        return next(self._entries)

    def __enter__(self) -> "_Entries":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._entries = iter(())


def _sorted_scandir(path: Any = ".") -> _Entries:
    with _scandir(path) as entries:
        return _Entries(sorted(entries, key=lambda entry: entry.name))


def _sorted_listdir(path: Any = None) -> list[Any]:
    return sorted(_listdir(path))


def sort() -> None:
    """From now on, for `os.listdir`, `os.scandir` and all that is built on them: `os.walk`, `glob`, `pathlib`."""
    os.scandir = _sorted_scandir  # type: ignore[assignment]
    os.listdir = _sorted_listdir  # type: ignore[assignment]
    for module, name in _KEEPERS:
        keeper = getattr(module, name, None)
        for function, ours in (("scandir", _sorted_scandir), ("listdir", _sorted_listdir)):
            if hasattr(keeper, function):
                setattr(keeper, function, staticmethod(ours))
