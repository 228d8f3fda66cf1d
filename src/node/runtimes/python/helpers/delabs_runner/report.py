"""What came of a run, for the process that asked for it; read by ``report.ts``."""

from __future__ import annotations

import json
import os
from typing import Any, TypedDict

_MOST = 64 * 1024 * 1024
"""Bytes; a value larger than this is told as too large."""


class Outcome(TypedDict, total=False):
    """How a run ended."""

    ended: str
    """``done``, ``exit``, ``error``, ``value``, ``missing`` or ``too-large``."""
    code: int
    """Exit code of the process."""
    text: str
    """What ``sys.exit`` was given in place of a code."""
    stage: str
    """What was being done when an error came: ``run``, ``import``, ``setup`` or ``call``."""
    error: dict[str, Any]
    value: Any
    shown: str
    names: list[str]
    functions: list[str]
    unreachable: list[dict[str, Any]]
    started: bool
    """Whether the code may have started other programs."""


class Report:
    """The file for the outcome, opened before anything of the learner's runs."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)

    def write(self, outcome: Outcome) -> None:
        """Once, at the end."""
        data = json.dumps(outcome, allow_nan=False, default=repr).encode("utf-8", "surrogatepass")
        if len(data) > _MOST:
            data = json.dumps({"ended": "too-large"}).encode()
        view = memoryview(data)
        while view:
            view = view[os.write(self._file, view) :]
