"""Well-known addresses of this machine, and the servers of the run that they stand for."""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import Any

_targets: dict[int, tuple[str, int]] = {}
_folder: str | None = None
_strict = False

unreachable: list[dict[str, Any]] = []
"""Places in the learner's files that asked for a server of this machine that the run does not have."""


def use(targets: dict[int, tuple[str, int]], folder: str | None = None) -> None:
    """
    :param targets: port that code may name -> where it leads
    :param folder: the learner's folder, in a check: there, other servers of this machine are out of reach
    """
    global _folder, _strict
    _targets.clear()
    _targets.update(targets)
    _folder = folder
    _strict = folder is not None


def from_text(text: str) -> dict[int, tuple[str, int]]:
    """Reads ``5432=127.0.0.1:40123,…``, the form of the environment variable ``DELABS_REDIRECTS``."""
    found: dict[int, tuple[str, int]] = {}
    for part in filter(None, text.split(",")):
        port, _, address = part.partition("=")
        host, _, to = address.rpartition(":")
        found[int(port)] = (host, int(to))
    return found


def target(host: str | None, port: int) -> tuple[str, int] | None:
    """Where a connection shall go in place of this address; ``None`` for the address itself."""
    return _targets.get(port) if is_loopback(host) else None


def is_forbidden(host: str | None, port: int) -> bool:
    """Whether a check must not reach this address: the learner's own server may be there."""
    known = port in _targets or any(port == to for _, to in _targets.values())
    return _strict and not known and is_loopback(host)


def remember_unreachable(port: int) -> None:
    """Notes the learner's line that is being run."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and not is_learners(frame.f_code.co_filename):
        frame = frame.f_back
    place: dict[str, Any] = {"port": port}
    if frame is not None and _folder is not None:
        place |= {"file": relative(frame.f_code.co_filename, _folder), "line": frame.f_lineno}
    unreachable.append(place)


def is_loopback(host: str | None) -> bool:
    """True for this machine, by name, address or the folder of a socket."""
    if host is None or host == "" or host.startswith(("/", "@")):
        return True
    name = host.strip("[]").lower()
    return name in ("localhost", "localhost.localdomain", "::1", "0.0.0.0", "::") or name.startswith("127.")


def relative(file: str, folder: str) -> str:
    """A path in a folder, with forward slashes."""
    return os.path.relpath(file, folder).replace(os.sep, "/")


def is_learners(file: object) -> bool:
    """Whether a file lies in the learner's folder, and is not part of an environment there."""
    if _folder is None or not isinstance(file, str) or not file.startswith(_folder + os.sep):
        return False
    return "site-packages" not in file
